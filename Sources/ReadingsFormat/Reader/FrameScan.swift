/// What a file consists of, found by hopping from frame to frame; column data stays untouched.
///
/// Where a frame is damaged the scan looks for the next one that proves itself by its checksum.
/// Spec/format.md, section "Reading".
struct FrameScan: ~Copyable {
  /// An open frame.
  struct FoundOpen {
    var byteOffset: UInt64
    var control: Control
    /// The committed rows; `nil` when the count is damaged.
    var count: Int?
    /// The end of the frame, or of the file if that comes first.
    var end: UInt64
    /// The copy of the schema before the rows.
    var schema: Schema?
    /// Which of the file's recordings it is of, from 0.
    var recording = 0
  }

  /// A block of which only the summary is left.
  struct LostBlock {
    var identity: BlockDecoder.Identity
    var byteOffset: UInt64
    var byteCount: UInt64
    /// The first and the last time, as stored.
    var times: BlockSummary.Range?
    /// Which of the file's recordings it is of, from 0.
    var recording = 0
  }

  /// A header other than those before it.
  struct FoundHeader {
    var byteOffset: UInt64
    var header: LogHeader
  }

  /// A schema, with the offset from which on it counts.
  struct FoundSchema {
    var byteOffset: UInt64
    var schema: Schema
    /// Which of the file's recordings it is of, from 0.
    var recording = 0
  }

  let file: FileBytes
  /// Whether the values' checksums are looked at as well.
  let isThorough: Bool
  /// Whether somebody writes the file meanwhile.
  let isLive: Bool
  /// The headers, each once; a file that nothing befell has one.
  var headers: [FoundHeader] = []
  /// Where a header stands, and its position in `headers`.
  var headerMarks: [(byteOffset: UInt64, header: Int)] = []
  var schemas: [FoundSchema] = []
  /// How many recordings schemas have been told apart by.
  var recordingCount = 1
  /// Where in `schemas` each number is; known once the schemas are merged.
  var schemaPositions: [UInt32: [Int]] = [:]
  /// The same for each recording's own.
  var ownSchemaPositions: [UInt64: [Int]] = [:]
  var blocks = ChunkedList<FoundBlock>()
  var lostBlocks: [LostBlock] = []
  /// The last open frames; a file that nothing befell has at most one.
  var opens: [FoundOpen] = []
  /// The last index of each recording.
  var indexes: [FoundIndex] = []
  var damage = DamageList()
  var decoder = BlockDecoder()
  /// What may still be kept in memory.
  private var allowance: Allowance
  /// Whether something could not be kept.
  private(set) var isOverfull = false
  /// What the search for intact frames may still read and decompress: it keeps a hostile file full
  /// of false starts from taking more than linear time.
  var searchBudget: UInt64
  /// The last schema of each number, by its position.
  private var latestSchemas: [UInt32: Int] = [:]
  /// Where copies of schemas were taken in: a hostile file may name the same one very often.
  var seenSchemaCopies: Set<UInt64> = []
  /// The bytes of values that may be decoded to make up for damaged summaries: a column frame of a
  /// hundred bytes can stand for 2 MiB of them.
  var rebuildBudget: UInt64

  /// The most recordings that are told apart in one file.
  static let maximumRecordings = 64
  /// The most open frames that are kept. A file that something befell has a few; a hostile one may
  /// have very many.
  static let maximumOpens = 8

  init(_ file: FileBytes, isThorough: Bool, isLive: Bool) throws(ReadingsError) {
    self.file = file
    self.isThorough = isThorough
    self.isLive = isLive
    allowance = Allowance(fileSize: file.size)
    searchBudget = 16 * file.size + (64 << 20)
    rebuildBudget = 64 * file.size + (256 << 20)
    try walk(from: 0)
  }

  /// Whether there is anything of a recording.
  var hasFrames: Bool { !headers.isEmpty || blocks.count > 0 || !opens.isEmpty }

  /// Walks the frames from `start` to the file's end.
  mutating func walk(from start: UInt64) throws(ReadingsError) {
    var offset = start
    while offset < file.size {
      if isOverfull {
        damage.append(
          Damage(
            "the file holds more frames than a recording of its size does", byteOffset: offset,
            byteCount: file.size - offset))
        return
      }
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
      if let next = try takeStaleSlack(at: offset) { return next }
      return try takeOpen(at: offset, end: end)
    case .block:
      return try takeBlock(at: offset, size: head.size)
    case .header, .schema, .index:
      guard end <= file.size else { return nil }
      return try takeSealed(at: offset, head: head)
    case .slack, nil:
      return try passOver(offset, end: end)
    }
  }

  /// Takes `count` off the search's budget; false when it is used up.
  mutating func spend(_ count: Int) -> Bool {
    guard searchBudget >= UInt64(count) else { return false }
    searchBudget -= UInt64(count)
    return true
  }

  /// Takes the decoding of a block whose summary is damaged off the budget.
  mutating func spendOnRebuilding(rows: Int, columns: Int) -> Bool {
    let values = UInt64(8 * rows * columns)
    guard rebuildBudget >= values else { return false }
    rebuildBudget -= values
    return true
  }

  /// Takes memory off the allowance. When there is not enough, the walk ends.
  mutating func keep(_ count: Int) -> Bool {
    if !isOverfull, !allowance.take(count) { isOverfull = true }
    return !isOverfull
  }

  /// Has schemas compared with none of those before: their positions have changed.
  mutating func forgetLatestSchemas() { latestSchemas = [:] }

  /// Takes a schema in, unless the last one of its number is the same.
  mutating func take(_ schema: Schema, at offset: UInt64) {
    if let latest = latestSchemas[schema.id], schemas[latest].schema == schema { return }
    if !isOverfull, !allowance.take(schema) { isOverfull = true }
    guard !isOverfull else { return }
    latestSchemas[schema.id] = schemas.count
    schemas.append(FoundSchema(byteOffset: offset, schema: schema))
  }
}
