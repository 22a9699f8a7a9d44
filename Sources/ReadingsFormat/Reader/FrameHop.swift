/// Hops from frame to frame of a file, which is enough for one that is sound: of which nothing is
/// damaged, missing or unknown. Spec/format.md, section "Hopping".
///
/// The values are not looked at: whoever decodes a block proves it.
struct FrameHop: ~Copyable {
  private let file: FileBytes
  private var found = FileBlocks()
  private let store = SummaryStore()
  private var budget: MemoryBudget
  private var offset: UInt64 = 0
  private var nextRow: UInt64 = 0
  private var schemaPositions: [UInt32: Int] = [:]

  /// More than a block frame and the head behind it usually take.
  private static let usualSize = 1024

  /// What a frame is good for.
  private enum Step {
    /// The next frame begins at the new offset.
    case next
    /// Nothing but slack may follow.
    case index
    /// The file is sound, and ends here.
    case end
    /// The file is not sound.
    case failure
  }

  private init(_ file: FileBytes) {
    self.file = file
    budget = MemoryBudget(fileSize: file.size)
  }

  /// The blocks of a sound file; `nil` if it is not sound.
  ///
  /// Throws `unsupported` if the file begins with the header of another version.
  static func blocks(of file: FileBytes) throws(ReadingsError) -> FileBlocks? {
    var hop = Self(file)
    return try hop.isSound() ? hop.finished() : nil
  }

  private mutating func isSound() throws(ReadingsError) -> Bool {
    var isBehindIndex = false
    while offset < file.size {
      let start = try file.bytes(at: offset, count: Self.usualSize, alone: true)
      guard let head = FrameHead(start) else { return false }
      if isBehindIndex, head.kind != .slack { return false }
      switch try step(head) {
      case .next: continue
      case .index: isBehindIndex = true
      case .end: return true
      case .failure: return false
      }
    }
    return offset == file.size && isBehindIndex
  }

  private mutating func step(_ head: FrameHead) throws(ReadingsError) -> Step {
    switch head.kind {
    case .header: try takeHeader(head)
    case .schema: try takeSchema(head)
    case .block: try takeBlock(head)
    case .index: try takeIndex(head)
    case .open: try takeOpen(head)
    case .slack, nil: passOver(head)
    }
  }

  private mutating func takeHeader(_ head: FrameHead) throws(ReadingsError) -> Step {
    guard offset == 0, let body = try body(of: head) else { return .failure }
    let header = try FileHeader(body, path: file.path).header
    guard let header else { return .failure }
    found.header = header
    found.tag = header.tag
    nextRow = header.firstRow ?? 0
    offset += UInt64(head.size)
    return .next
  }

  private mutating func takeSchema(_ head: FrameHead) throws(ReadingsError) -> Step {
    guard head.size <= Schema.maximumByteCount, let body = try body(of: head),
      let (tag, schema) = try? SchemaFrame.decode(body), tag == found.tag
    else { return .failure }
    offset += UInt64(head.size)
    guard schemaPositions[schema.id] == nil else { return .next }
    guard budget.take(schema) else { return .failure }
    schemaPositions[schema.id] = found.schemas.count
    found.schemas.append(schema)
    return .next
  }

  private mutating func takeBlock(_ head: FrameHead) throws(ReadingsError) -> Step {
    let wanted = head.size + LZ4Frame.headSize
    let bytes = try file.bytes(at: offset, count: wanted, alone: true)
    guard bytes.count == wanted, let block = try? BlockFrame(bytes), block.tag == found.tag,
      block.rows.firstRow == nextRow, let schema = schemaPositions[block.rows.schemaID],
      ExtentReader.areSound(of: found.schemas[schema], in: block.extents), let times = block.times,
      let length = LZ4Frame.length(head: UnsafeRawBufferPointer(rebasing: bytes[head.size...])),
      offset + UInt64(head.size + length) <= file.size,
      budget.takeBlock(SummaryStore.size(of: block.extents))
    else { return .failure }
    let size = UInt64(head.size + length)
    let position = store.append(block.extents, schema: schema)
    found.blocks.append(
      BlockSummary(
        schemaIndex: schema, firstRow: nextRow, rowCount: block.rows.count,
        eventCount: block.eventCount, byteOffset: offset, byteCount: size, times: times,
        extentsAt: position, in: store))
    nextRow = block.rows.numbers.upperBound
    offset += size
    return .next
  }

  private mutating func takeIndex(_ head: FrameHead) throws(ReadingsError) -> Step {
    guard let body = try body(of: head), let index = try? IndexReader(body),
      index.tag == found.tag, index.isWellFormed
    else { return .failure }
    found.index = offset..<offset + UInt64(head.size)
    found.ending = .closed
    offset += UInt64(head.size)
    return .index
  }

  private mutating func takeOpen(_ head: FrameHead) throws(ReadingsError) -> Step {
    guard let control = try FrameProof.control(at: offset, in: file), control.tag == found.tag,
      control.firstRow == nextRow, let schema = schemaPositions[control.schemaID],
      let whole = try WholeOpenFrame(
        file, at: offset, size: head.size, control: control, schema: found.schemas[schema])
    else { return .failure }
    found.ending = .interrupted
    guard let block = whole.block else { return .end }
    let rows = offset + UInt64(control.rowsDistance)
    let stride = OpenRow.stride(columns: block.schema.columns.count)
    found.parts[found.blocks.count] = .open(block, from: 0)
    found.blocks.append(
      BlockSummary(
        schemaIndex: schema, firstRow: nextRow, rowCount: block.rowCount,
        eventCount: block.events.count, ranges: block.ranges, byteOffset: rows,
        byteCount: UInt64(block.rowCount * stride)))
    return .end
  }

  private mutating func passOver(_ head: FrameHead) -> Step {
    guard head.size & 7 == 0 else { return .failure }
    offset += UInt64(head.size)
    return .next
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
