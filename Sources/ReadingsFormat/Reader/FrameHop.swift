/// Hops from frame to frame of a file, which is enough for one that is sound: of which nothing is
/// damaged, missing or unknown. Spec/format.md, section "Hopping".
///
/// The values are not looked at: whoever decodes a block proves it.
struct FrameHop: ~Copyable {
  private let file: FileBytes
  private var found = FileBlocks()
  private let store = SummaryStore()
  private var memory: MemoryBudget
  private var offset: UInt64 = 0
  private var nextRow: UInt64 = 0
  private var schemaPositions: [UInt32: Int] = [:]

  /// More than a block frame and the head behind it usually take.
  private static let usualSize = 1024

  private init(_ file: FileBytes) {
    self.file = file
    memory = MemoryBudget(fileSize: file.size)
  }

  /// The blocks of a sound file; `nil` if it is not sound.
  ///
  /// Throws `unsupported` if the file begins with the header of another version.
  static func blocks(of file: FileBytes) throws(ReadingsError) -> FileBlocks? {
    var hop = Self(file)
    return try hop.isSound() ? hop.finished() : nil
  }

  private mutating func isSound() throws(ReadingsError) -> Bool {
    while offset < file.size {
      let start = try file.bytes(at: offset, count: Self.usualSize, alone: true)
      // Nothing but slack may follow an index.
      guard let head = FrameHead(start), found.index == nil || head.kind == .slack, try accept(head)
      else { return false }
      if found.ending == .interrupted { return true }
      offset += UInt64(head.size)
    }
    return offset == file.size && found.index != nil
  }

  /// Takes a frame; false if the file is not sound.
  private mutating func accept(_ head: FrameHead) throws(ReadingsError) -> Bool {
    switch head.kind {
    case .header: try acceptHeader(head)
    case .schema: try acceptSchema(head)
    case .block: try acceptBlock(head)
    case .index: try acceptIndex(head)
    case .open: try acceptOpen(head)
    case .slack, nil: head.size & 7 == 0
    }
  }

  private mutating func acceptHeader(_ head: FrameHead) throws(ReadingsError) -> Bool {
    guard offset == 0, let body = try body(of: head),
      let header = try FileHeader.decode(body, path: file.path)
    else { return false }
    found.header = header
    found.tag = header.tag
    nextRow = header.firstRow ?? 0
    return true
  }

  private mutating func acceptSchema(_ head: FrameHead) throws(ReadingsError) -> Bool {
    guard head.size <= Schema.maximumByteCount, let body = try body(of: head),
      let (tag, schema) = try? SchemaFrame.decode(body), tag == found.tag
    else { return false }
    guard schemaPositions[schema.id] == nil else { return true }
    guard memory.take(MemoryBudget.schema(schema)) else { return false }
    schemaPositions[schema.id] = found.schemas.count
    found.schemas.append(schema)
    return true
  }

  /// Takes a block frame, and the column frame behind it.
  private mutating func acceptBlock(_ head: FrameHead) throws(ReadingsError) -> Bool {
    let wanted = head.size + LZ4Frame.headSize
    let bytes = try file.bytes(at: offset, count: wanted, alone: true)
    guard bytes.count == wanted, let block = try? BlockFrame(bytes), block.tag == found.tag,
      block.rows.firstRow == nextRow, let schema = schemaPositions[block.rows.schemaID],
      ExtentReader.areSound(of: found.schemas[schema], in: block.extents), let times = block.times,
      let length = LZ4Frame.length(head: UnsafeRawBufferPointer(rebasing: bytes[head.size...])),
      offset + UInt64(head.size + length) <= file.size,
      memory.take(MemoryBudget.block(summary: SummaryStore.size(of: block.extents)))
    else { return false }
    found.blocks.append(
      BlockSummary(
        schemaIndex: schema, firstRow: nextRow, rowCount: block.rows.count,
        eventCount: block.eventCount, byteOffset: offset, byteCount: UInt64(head.size + length),
        times: times, extentsAt: store.append(block.extents, schema: schema), in: store))
    nextRow = block.rows.numbers.upperBound
    offset += UInt64(length)
    return true
  }

  private mutating func acceptIndex(_ head: FrameHead) throws(ReadingsError) -> Bool {
    guard let body = try body(of: head), let index = try? IndexReader(body),
      index.tag == found.tag, index.isWellFormed
    else { return false }
    found.index = offset..<offset + UInt64(head.size)
    found.ending = .closed
    return true
  }

  private mutating func acceptOpen(_ head: FrameHead) throws(ReadingsError) -> Bool {
    guard let control = try FrameProof.control(at: offset, in: file), control.tag == found.tag,
      control.firstRow == nextRow, let schema = schemaPositions[control.schemaID],
      let block = try WholeOpenFrame.rows(
        of: file, at: offset, size: head.size, control: control, schema: found.schemas[schema])
    else { return false }
    found.ending = .interrupted
    guard block.rowCount > 0 else { return true }
    let start = offset + UInt64(control.rowsDistance)
    let stride = OpenRow.stride(columns: block.schema.columns.count)
    found.parts[nextRow] = .open(block)
    found.blocks.append(
      BlockSummary(
        of: block, schemaIndex: schema, bytes: start..<start + UInt64(block.rowCount * stride)))
    return true
  }

  private func body(of head: FrameHead) throws(ReadingsError) -> UnsafeRawBufferPointer? {
    try FrameProof.body(of: head, at: offset, in: file, alone: true)
  }

  /// All that was found, of which nothing is damaged.
  private consuming func finished() -> FileBlocks {
    store.schemas = found.schemas
    found.recordings = [
      RecordingPart(
        tag: found.tag!, header: found.header, byteOffset: 0, byteCount: file.size)
    ]
    return found
  }
}
