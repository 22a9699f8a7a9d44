/// The index at the end of a closed file: where the blocks are, and a copy of every schema.
/// Spec/format.md, section "Index frame".
struct IndexFrame {
  /// One block.
  struct Entry: Equatable {
    var byteOffset: UInt64
    var byteCount: UInt64
    /// The position of its schema among the index's.
    var schema: Int
    var firstRow: UInt64
    var rowCount: Int
    var eventCount: Int
    /// The first and the last time, as stored.
    var firstTime: Int64
    var lastTime: Int64

    /// Where the block ends.
    var byteEnd: UInt64 { byteOffset + byteCount }
    /// The number of the row behind the block.
    var endRow: UInt64 { firstRow + UInt64(rowCount) }
    /// The numbers of its rows.
    var rows: Range<UInt64> { firstRow..<endRow }
  }

  var tag: RecordingTag
  var entries: [Entry] = []
  var schemas: [Schema] = []

  /// The bytes from the end of the file that say where the index starts: its size and checksum.
  static let footerSize = 8

  /// An upper bound on the frame's size.
  var bound: Int {
    schemas.reduce(64 + 70 * entries.count) { $0 + 10 + $1.descriptionBound }
  }

  init(tag: RecordingTag) { self.tag = tag }

  /// Appends the frame.
  func append(to sink: inout ByteSink) {
    let start = sink.count
    sink.append(FrameKind.index.rawValue)
    sink.append(UInt32(0))
    sink.append(tag.number)
    sink.append(varint: UInt64(schemas.count))
    for schema in schemas {
      var copy = ByteSink(capacity: schema.descriptionBound)
      schema.appendDescription(to: &copy)
      sink.append(varint: UInt64(copy.count))
      sink.append(bytes: copy.bytes)
    }
    sink.append(varint: UInt64(entries.count))
    var before = Entry.none
    for entry in entries {
      sink.append(varint: entry.byteOffset - before.byteEnd)
      sink.append(varint: entry.byteCount)
      sink.append(varint: UInt64(entry.schema))
      sink.append(varint: entry.firstRow - before.endRow)
      sink.append(varint: UInt64(entry.rowCount))
      sink.append(varint: UInt64(entry.eventCount))
      sink.append(zigzag: entry.firstTime &- before.lastTime)
      sink.append(zigzag: entry.lastTime &- entry.firstTime)
      before = entry
    }
    let footer = Self.footerSize
    sink.append(zeros: (8 - (sink.count - start + footer) & 7) & 7)
    // The frame's size once more, right before the checksum: readers start from the end.
    sink.append(UInt32(sink.count - start + footer))
    SealedFrame.finish(at: start, in: &sink)
  }
}

extension IndexFrame.Entry {
  /// What the first entry is told in differences to.
  fileprivate static let none = Self(
    byteOffset: 0, byteCount: 0, schema: 0, firstRow: 0, rowCount: 0, eventCount: 0, firstTime: 0,
    lastTime: 0)
}

/// Goes through an index frame's body: the schemas, then the entries, of which each takes eight bytes
/// in the file and many more in memory.
struct IndexReader: IteratorProtocol {
  let tag: RecordingTag
  let schemas: [Schema]
  private var cursor: ByteCursor
  private var rest: Int
  private var before = IndexFrame.Entry.none
  /// Whether the entries ended where one breaks a rule.
  private(set) var isMalformed = false

  /// Reads up to the first entry.
  init(_ body: UnsafeRawBufferPointer) throws(Malformed) {
    cursor = ByteCursor(body)
    tag = try SealedFrame.takeTag(of: &cursor)
    var schemas: [Schema] = []
    for _ in 0..<(try cursor.readCount(upTo: body.count)) {
      let description = try cursor.readBytes(try cursor.readCount(upTo: body.count))
      var reader = ByteCursor(description)
      schemas.append(try Schema(description: &reader))
      guard reader.remaining == 0 else { throw Malformed("a schema has bytes left over") }
    }
    self.schemas = schemas
    rest = try cursor.readCount(upTo: body.count)
  }

  /// Whether all entries keep the rules; goes through them.
  var isWellFormed: Bool {
    var copy = self
    while copy.next() != nil {}
    return !copy.isMalformed
  }

  /// How many entries are still to come.
  var count: Int { rest }

  mutating func next() -> IndexFrame.Entry? {
    guard rest > 0, !isMalformed else { return nil }
    rest -= 1
    do throws(Malformed) {
      before = try read()
      return before
    } catch {
      isMalformed = true
      return nil
    }
  }

  private mutating func read() throws(Malformed) -> IndexFrame.Entry {
    var entry = IndexFrame.Entry.none
    entry.byteOffset = try Self.sum(before.byteEnd, try cursor.readVarint())
    entry.byteCount = try cursor.readVarint()
    let schema = try cursor.readVarint()
    guard schema < UInt64(schemas.count) else { throw Malformed("an index lacks a schema") }
    entry.schema = Int(schema)
    entry.firstRow = try Self.sum(before.endRow, try cursor.readVarint())
    entry.rowCount = try cursor.readCount(upTo: Limits.rows)
    entry.eventCount = try cursor.readCount(upTo: entry.rowCount)
    entry.firstTime = before.lastTime &+ (try cursor.readZigzag())
    entry.lastTime = entry.firstTime &+ (try cursor.readZigzag())
    _ = try Self.sum(entry.byteOffset, entry.byteCount)
    _ = try Self.sum(entry.firstRow, UInt64(entry.rowCount))
    return entry
  }

  private static func sum(_ one: UInt64, _ other: UInt64) throws(Malformed) -> UInt64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    guard !overflow, sum <= Limits.number else { throw Malformed("an offset is out of range") }
    return sum
  }
}
