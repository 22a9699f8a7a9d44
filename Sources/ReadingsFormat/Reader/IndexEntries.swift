/// An index frame, and what it says without its entries being kept: each takes seven bytes in the
/// file and many more in memory. Spec/format.md, section "Index frame".
struct FoundIndex {
  let byteOffset: UInt64
  let byteCount: Int
  /// The number of the first block's first row; 0 if there is no block.
  let firstRow: UInt64
  /// The number of the row behind the last block's.
  let endRow: UInt64
  /// How many blocks it lists.
  let entryCount: Int

  /// Whether another index says as much as this one.
  func isEqual(_ other: FoundIndex) -> Bool {
    byteCount == other.byteCount && endRow == other.endRow && entryCount == other.entryCount
  }

  /// Reads an index's body; `nil` if it breaks a rule.
  init?(_ body: UnsafeRawBufferPointer, byteOffset: UInt64, byteCount: Int) {
    var hasDamagedSchema = false
    let start = IndexEntries(body) { copy in
      if (try? SchemaFrame.decode(copy)) == nil { hasDamagedSchema = true }
    }
    guard var entries = start, !hasDamagedSchema else { return nil }
    var first: UInt64 = 0
    var end: UInt64 = 0
    var count = 0
    while let entry = entries.next() {
      if count == 0 { first = entry.firstRow }
      end = max(end, entry.firstRow + UInt64(entry.rowCount))
      count += 1
    }
    guard !entries.isMalformed else { return nil }
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    firstRow = first
    endRow = end
    entryCount = count
  }
}

/// Goes through the entries of an index frame's body one after the other.
struct IndexEntries: IteratorProtocol {
  private var cursor: ByteCursor
  private var rest: Int
  private var end: UInt64 = 0
  private var nextRow: UInt64 = 0
  private var time: Int64 = 0
  /// Whether the entries ended where one breaks a rule.
  private(set) var isMalformed = false

  /// Goes to the first entry, behind the copies of the schemas; `nil` if those break a rule.
  ///
  /// - Parameter visit: Is called with each copy.
  init?(_ body: UnsafeRawBufferPointer, visit: (UnsafeRawBufferPointer) -> Void = { _ in }) {
    cursor = ByteCursor(body)
    rest = 0
    do throws(Malformed) {
      for _ in 0..<(try cursor.readCount(upTo: body.count)) {
        visit(try cursor.readBytes(try cursor.readCount(upTo: body.count)))
      }
      rest = try cursor.readCount(upTo: body.count)
    } catch { return nil }
  }

  mutating func next() -> IndexFrame.Entry? {
    guard rest > 0, !isMalformed else { return nil }
    rest -= 1
    do throws(Malformed) {
      return try read()
    } catch {
      isMalformed = true
      return nil
    }
  }

  private mutating func read() throws(Malformed) -> IndexFrame.Entry {
    let offset = try Self.sum(end, try cursor.readVarint())
    let size = try cursor.readVarint()
    let firstRow = try Self.sum(nextRow, try cursor.readVarint())
    let rowCount = try cursor.readCount(upTo: BlockDecoder.maximumRowCount)
    let eventCount = try cursor.readCount(upTo: rowCount)
    let firstTime = time &+ (try cursor.readZigzag())
    let lastTime = firstTime &+ (try cursor.readZigzag())
    end = try Self.sum(offset, size)
    nextRow = try Self.sum(firstRow, UInt64(rowCount))
    time = lastTime
    return IndexFrame.Entry(
      byteOffset: offset, byteCount: size, firstRow: firstRow, rowCount: rowCount,
      eventCount: eventCount, firstTime: firstTime, lastTime: lastTime)
  }

  private static func sum(_ one: UInt64, _ other: UInt64) throws(Malformed) -> UInt64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    guard !overflow, sum <= UInt64(Int64.max) else { throw Malformed("an offset is out of range") }
    return sum
  }
}
