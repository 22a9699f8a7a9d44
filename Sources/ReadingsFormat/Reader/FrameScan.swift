/// What a file consists of, found by hopping from frame to frame; column data stays untouched.
///
/// Where a frame is damaged the scan looks for the next one that proves itself by its checksum.
/// Spec/format.md, section "Reading".
struct FrameScan: ~Copyable {
  /// A block, as far as it is known.
  struct FoundBlock {
    var byteOffset: UInt64
    var columnOffset: UInt64
    var columnSize: Int
    var identity: BlockDecoder.Identity
    var eventCount: Int
    /// Where the payload of the block frame is; `nil` when it is damaged.
    var payload: Range<UInt64>?
  }

  /// An open frame.
  struct FoundOpen {
    var byteOffset: UInt64
    var control: Control
    /// The committed rows; `nil` when the count is damaged.
    var count: Int?
    /// The end of the frame, or of the file if that comes first.
    var end: UInt64
  }

  /// A block of which only the summary is left.
  struct LostBlock {
    var identity: BlockDecoder.Identity
    var byteOffset: UInt64
    var byteCount: UInt64
    /// The first and the last time, as stored.
    var times: BlockSummary.Range?
  }

  let file: FileBytes
  var header: LogHeader?
  /// Schemas with the offset from which on they count.
  var schemas: [(offset: UInt64, schema: Schema)] = []
  /// Where in `schemas` each number is; known once the schemas are merged.
  var schemaPositions: [UInt32: [Int]] = [:]
  var blocks: [FoundBlock] = []
  var lostBlocks: [LostBlock] = []
  /// Open frames; a file that nothing befell has at most one.
  var opens: [FoundOpen] = []
  var index: IndexFrame?
  var damage: [Damage] = []
  var decoder = BlockDecoder()
  /// What the search for intact frames may still read and decompress: it keeps a hostile file full
  /// of false starts from taking more than linear time.
  var searchBudget: UInt64
  /// Where copies of schemas were looked at: a hostile file may name the same one very often.
  var seenSchemaCopies: Set<UInt64> = []
  /// The bytes of values that may be decoded to make up for damaged summaries: a column frame of a
  /// hundred bytes can stand for 2 MiB of them.
  var rebuildBudget: UInt64
  /// The bytes of ranges that may be made for them.
  var rangesBudget: UInt64

  init(_ file: FileBytes) throws(ReadingsError) {
    self.file = file
    searchBudget = 16 * file.size + (64 << 20)
    rebuildBudget = 64 * file.size + (256 << 20)
    rangesBudget = 2 * file.size + (32 << 20)
    try walk(from: 0)
  }

  /// Walks the frames from `start` to the file's end.
  mutating func walk(from start: UInt64) throws(ReadingsError) {
    var offset = start
    while offset < file.size {
      if let next = try step(at: offset) {
        offset = next
      } else if let next = try heal(at: offset) {
        offset = next
      } else if try isZero(from: offset) {
        return
      } else {
        let found = try search(from: offset + 1)
        reportGap(offset..<found)
        offset = found
      }
    }
  }

  /// Takes the frame at `offset` in and returns where the next starts, or `nil` when there is none.
  private mutating func step(at offset: UInt64) throws(ReadingsError) -> UInt64? {
    guard let head = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize)) else {
      return try takeColumns(at: offset)
    }
    let end = offset + UInt64(head.size)
    switch FrameKind(rawValue: head.magic) {
    case .open:
      // A block whose magic number is damaged may look like an open frame, but has its own size. An
      // open frame that is about to become a block holds all of it already, but is longer.
      let blockSize = try provenBlockSize(at: offset)
      guard blockSize != head.size else { return nil }
      if let blockSize, let next = try takeStaleOpen(at: offset, blockSize: blockSize) {
        return next
      }
      return try takeOpen(at: offset, end: end)
    case .block:
      return try takeBlock(at: offset, size: head.size)
    case .header, .schema, .index:
      guard end <= file.size else { return nil }
      return try takeSealed(at: offset, head: head)
    case .slack, nil:
      // Nothing proves such a frame's size, except that a frame follows.
      return try isPlausible(at: end) ? end : nil
    }
  }

  /// Takes a header, a schema or an index in, if its checksum matches.
  mutating func takeSealed(at offset: UInt64, head: FrameHead) throws(ReadingsError) -> UInt64? {
    let frame = try file.bytes(at: offset, count: head.size)
    guard frame.count == head.size,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...]))
    else { return nil }
    switch FrameKind(rawValue: head.magic) {
    case .header:
      guard let (major, _, flags) = try? HeaderFrame.version(of: body) else { return nil }
      try refuseUnknown(major: major, flags: flags, offset: offset)
      guard let header = try? HeaderFrame.decode(body) else { return nil }
      self.header = self.header ?? header
    case .schema:
      guard let schema = try? SchemaFrame.decode(body) else { return nil }
      schemas.append((offset, schema))
    default:
      guard let index = try? IndexFrame(body) else { return nil }
      self.index = index
    }
    return offset + UInt64(head.size)
  }

  /// Takes a block frame and the column frame behind it in.
  mutating func takeBlock(at offset: UInt64, size: Int) throws(ReadingsError) -> UInt64? {
    let columns = offset + UInt64(size)
    guard columns <= file.size else { return nil }
    let frame = try file.bytes(at: offset, count: size)
    guard frame.count == size,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...])),
      let fields = try? BlockFields(payload: body)
    else {
      // The summary is damaged; the columns behind it tell their rows themselves.
      return try takeColumns(at: columns, blockOffset: offset)
    }
    let identity = BlockDecoder.Identity(
      schemaID: fields.control.schemaID, firstRow: fields.control.firstRow,
      rowCount: fields.rowCount)
    let eventCount = fields.eventCount
    // Now, as the fields are in the file's buffer, which is about to be used for something else.
    let times = fields.times
    let payload = offset + UInt64(FrameKind.headSize)..<columns
    guard let length = try columnFrameLength(at: columns) else {
      let next = try search(from: columns)
      lostBlocks.append(
        LostBlock(
          identity: identity, byteOffset: offset, byteCount: next - offset, times: times))
      return next
    }
    blocks.append(
      FoundBlock(
        byteOffset: offset, columnOffset: columns, columnSize: length, identity: identity,
        eventCount: eventCount, payload: payload))
    return columns + UInt64(length)
  }

  /// The length of the column frame at `offset`: what its head says, if a frame follows behind it
  /// or its checksum matches.
  private mutating func columnFrameLength(at offset: UInt64) throws(ReadingsError) -> Int? {
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      offset + UInt64(length) <= file.size
    else { return nil }
    if try isPlausible(at: offset + UInt64(length)) { return length }
    guard spend(length) else { return nil }
    let frame = try file.bytes(at: offset, count: length)
    let identity = try? decoder.identify(frame)
    return spend(decoder.lastContentSize) && identity != nil ? length : nil
  }

  /// Takes a column frame in that no intact block frame announces.
  mutating func takeColumns(
    at offset: UInt64, blockOffset: UInt64? = nil
  ) throws(ReadingsError) -> UInt64? {
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      offset + UInt64(length) <= file.size, spend(length)
    else { return nil }
    let frame = try file.bytes(at: offset, count: length)
    let decoded = try? decoder.identify(frame)
    guard spend(decoder.lastContentSize), let identity = decoded else { return nil }
    let start = blockOffset ?? offset
    noteHarmless(
      "a block's summary is damaged; its rows are intact", byteOffset: start,
      byteCount: offset - start)
    blocks.append(
      FoundBlock(
        byteOffset: start, columnOffset: offset, columnSize: length, identity: identity,
        eventCount: 0, payload: nil))
    return offset + UInt64(length)
  }

  /// Takes `count` off the search's budget; false when it is used up.
  mutating func spend(_ count: Int) -> Bool {
    guard searchBudget >= UInt64(count) else { return false }
    searchBudget -= UInt64(count)
    return true
  }

  /// Takes the decoding of a block whose summary is damaged off the budgets.
  mutating func spendOnRebuilding(rows: Int, columns: Int) -> Bool {
    let values = UInt64(8 * rows * columns)
    let ranges = UInt64(MemoryLayout<BlockSummary.Range>.stride * columns)
    guard rebuildBudget >= values, rangesBudget >= ranges else { return false }
    rebuildBudget -= values
    rangesBudget -= ranges
    return true
  }

  private func refuseUnknown(major: UInt16, flags: UInt32, offset: UInt64) throws(ReadingsError) {
    guard major == HeaderFrame.majorVersion, flags & ~HeaderFrame.understoodFlags == 0 else {
      throw ReadingsError(
        .unsupported,
        "the file needs a newer version of readings (format \(major), flags \(flags))",
        place: .init(path: file.path, byteOffset: offset))
    }
  }
}
