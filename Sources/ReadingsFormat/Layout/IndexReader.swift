/// Goes through an index frame's body: the schemas, then the entries. Both take few bytes in the file
/// and many more in memory, so that neither is kept.
struct IndexReader: IteratorProtocol {
  let tag: RecordingTag
  /// The schemas' descriptions, each behind its size.
  private var descriptions: ByteCursor
  private let schemaCount: Int
  private var cursor: ByteCursor
  /// How many entries are still to come.
  private(set) var count: Int
  private var before = IndexFrame.Entry.none
  /// Whether the entries ended where one breaks a rule.
  private(set) var isMalformed = false

  /// Reads up to the first entry.
  init(_ body: UnsafeRawBufferPointer) throws(Malformed) {
    // The frame's size is in its footer, which no field reaches into.
    cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: body.dropLast(SealedFrame.repeatedSize)))
    tag = try SealedFrame.takeTag(of: &cursor)
    schemaCount = try cursor.readCount(upTo: body.count)
    descriptions = cursor
    for _ in 0..<schemaCount { _ = try Self.schema(from: &cursor) }
    count = try cursor.readCount(upTo: body.count)
  }

  private static func schema(from cursor: inout ByteCursor) throws(Malformed) -> Schema {
    var description = ByteCursor(try cursor.readBytes(try cursor.readCount(upTo: cursor.remaining)))
    let schema = try Schema(description: &description)
    guard description.remaining == 0 else { throw Malformed("a schema has bytes left over") }
    return schema
  }

  /// The schemas, each made anew when it is asked for.
  var schemas: some Sequence<Schema> {
    sequence(state: (cursor: descriptions, rest: schemaCount)) { state in
      guard state.rest > 0 else { return nil }
      state.rest -= 1
      return try? Self.schema(from: &state.cursor)
    }
  }

  /// Whether all entries keep the rules; goes through them.
  var isWellFormed: Bool {
    var copy = self
    while copy.next() != nil {}
    return !copy.isMalformed
  }

  mutating func next() -> IndexFrame.Entry? {
    guard count > 0, !isMalformed else { return nil }
    count -= 1
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
    guard schema < UInt64(schemaCount) else { throw Malformed("an index lacks a schema") }
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
