import CReadingsKernels

/// Looks for frames that prove themselves, byte by byte. Spec/format.md, section "The scan".
struct FrameScan: ~Copyable {
  private let file: FileBytes
  private var found: FoundFrames
  private var decoder = BlockDecoder()
  /// The block frame that ends where the next frame begins.
  private var block: BlockBefore?
  /// Whether the last bytes of the frame just proven, an open frame's count, are damaged.
  private var isCountDamaged = false

  /// A block frame, for the column frame behind it.
  private struct BlockBefore {
    var end: UInt64
    var tag: RecordingTag
    var rows: BlockRows
    var summary: FoundFrames.Summary
  }

  private static let chunkSize = 64 << 10

  private init(_ file: FileBytes) {
    self.file = file
    found = FoundFrames(fileSize: file.size)
  }

  /// All proven frames of a file.
  ///
  /// Throws `unsupported` if the file begins with the header of another version.
  static func frames(of file: FileBytes) throws(ReadingsError) -> FoundFrames {
    var scan = Self(file)
    try scan.walk()
    return scan.finished()
  }

  private consuming func finished() -> FoundFrames { found }

  private mutating func walk() throws(ReadingsError) {
    var offset: UInt64 = 0
    while offset < file.size {
      let chunk = try file.bytes(at: offset, count: Self.chunkSize)
      guard let base = chunk.baseAddress, chunk.count >= 4 else { return }
      let distance = creadings_find_magic(base, chunk.count)
      guard distance < chunk.count else {
        // A magic number may begin in the last three bytes.
        offset += UInt64(chunk.count - 3)
        continue
      }
      offset += UInt64(distance)
      if let end = try prove(at: offset) {
        found.addProven(offset..<end - (isCountDamaged ? 4 : 0))
        isCountDamaged = false
        offset = end
      } else {
        offset += 1
      }
      if found.scanEnd != nil { return }
    }
  }

  /// Takes the frame at `offset` and returns where the scan goes on; `nil` if it proves nothing.
  private mutating func prove(at offset: UInt64) throws(ReadingsError) -> UInt64? {
    let head = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize))
    switch head?.kind {
    case .open: return try proveOpen(head!, at: offset)
    case .header, .schema, .block, .index: return try proveSealed(head!, at: offset)
    case .slack, nil:
      guard let head else { return try proveColumns(at: offset) }
      let end = offset + UInt64(head.size)
      if head.size & 7 == 0, end <= file.size { found.addSlack(offset..<end) }
      return nil
    }
  }

  private mutating func proveOpen(
    _ head: FrameHead, at offset: UInt64
  ) throws(ReadingsError) -> UInt64? {
    let size = OpenFrameControl.end
    guard found.budget.allows(size, at: offset) else { return nil }
    guard let control = try FrameProof.control(at: offset, in: file) else {
      found.budget.spend(size)
      return nil
    }
    let end = offset + UInt64(max(head.size, size))
    found.add(FoundFrames.Open(bytes: offset..<end, control: control))
    isCountDamaged = control.count == nil
    return offset + UInt64(size)
  }

  private mutating func proveSealed(
    _ head: FrameHead, at offset: UInt64
  ) throws(ReadingsError) -> UInt64? {
    let end = offset + UInt64(head.size)
    guard end <= file.size, head.kind != .schema || head.size <= Schema.maximumByteCount,
      found.budget.allows(head.size, at: offset)
    else { return nil }
    if let body = try FrameProof.body(of: head, at: offset, in: file),
      try accept(body, of: head, at: offset)
    {
      return end
    }
    found.budget.spend(head.size)
    return nil
  }

  /// Takes a sealed frame; false if its fields break a rule.
  private mutating func accept(
    _ body: UnsafeRawBufferPointer, of head: FrameHead, at offset: UInt64
  ) throws(ReadingsError) -> Bool {
    let place = offset..<offset + UInt64(head.size)
    switch head.kind {
    case .header:
      // Elsewhere a version that is not known only means that the header tells nothing.
      if offset == 0 { _ = try FileHeader.decode(body, path: file.path) }
      guard let isUnderstood = try? HeaderFrame.isUnderstood(body) else { return false }
      guard isUnderstood else {
        var cursor = ByteCursor(body)
        if let tag = try? SealedFrame.takeTag(of: &cursor) { found.tell(tag, at: place) }
        return true
      }
      guard let header = try? HeaderFrame.decode(body) else { return false }
      found.add(header, at: place)
    case .schema:
      guard let (tag, schema) = try? SchemaFrame.decode(body) else { return false }
      found.add(schema, of: tag, at: place)
    case .index:
      guard let index = try? IndexReader(body), index.isWellFormed else { return false }
      found.add(index, at: place)
    case .block:
      guard let frame = try? BlockFrame(body: body) else { return false }
      found.tell(frame.tag, at: place, frame.rows.numbers)
      guard found.keep(SummaryStore.size(of: frame.extents), at: offset) else { return true }
      block = BlockBefore(
        end: place.upperBound, tag: frame.tag, rows: frame.rows,
        summary: .init(
          extents: found.store.append(frame.extents, schema: 0), byteCount: UInt32(head.size),
          eventCount: UInt16(frame.eventCount)))
    default: return false
    }
    return true
  }

  private mutating func proveColumns(at offset: UInt64) throws(ReadingsError) -> UInt64? {
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      UInt64(length) <= file.size - offset, found.budget.allows(length, at: offset)
    else { return nil }
    let frame = try file.bytes(at: offset, count: length)
    guard frame.count == length, let identity = try? decoder.identify(frame) else {
      found.budget.spend(length + decoder.lastContentSize)
      return nil
    }
    var columns = FoundFrames.Columns(
      byteOffset: offset, rows: identity.rows, tag: identity.tag, byteCount: UInt32(length))
    if let block, block.end == offset, block.tag == identity.tag, block.rows == identity.rows {
      columns.summary = block.summary
    }
    found.add(columns)
    return offset + UInt64(length)
  }
}
