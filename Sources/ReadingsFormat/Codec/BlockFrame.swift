/// A block frame whose checksum matches. Spec/format.md, section "Block frame".
package struct BlockFrame {
  let tag: RecordingTag
  let rows: BlockRows
  let eventCount: Int
  /// The extents of the columns, and what stands behind them.
  package let extents: UnsafeRawBufferPointer

  /// Takes a frame, which must outlive the value, and which may be followed by anything.
  package init(_ bytes: UnsafeRawBufferPointer) throws(Malformed) {
    guard let head = FrameHead(bytes), head.kind == .block, head.size <= bytes.count,
      let body = SealedFrame.body(of: UnsafeRawBufferPointer(rebasing: bytes[..<head.size]))
    else { throw Malformed("a block's summary is damaged") }
    try self.init(body: body)
  }

  /// Takes the payload of a frame, or as much of it as there is, without verifying it.
  init(body: UnsafeRawBufferPointer) throws(Malformed) {
    var cursor = ByteCursor(body)
    guard
      let control = OpenFrameControl(unverified: try cursor.readBytes(OpenFrameControl.size))
    else { throw Malformed("a block is too short") }
    tag = control.tag
    rows = try BlockRows(
      schemaID: control.schemaID, firstRow: control.firstRow, count: control.storedCount)
    eventCount = try cursor.readCount(upTo: rows.count)
    extents = try cursor.readBytes(cursor.remaining)
  }

  /// The first and the last time, which can be read whatever the schema is.
  var times: (first: Int64, last: Int64)? {
    var reader = ExtentReader(extents)
    guard let times = try? reader.next(as: .int64) else { return nil }
    return (Int64(bitPattern: times.first), Int64(bitPattern: times.last))
  }
}

/// Which rows a block has, and of which schema: what block frame and column frame both say.
struct BlockRows: Equatable {
  let schemaID: UInt32
  /// How many there are: a scan keeps many of these.
  private let storedCount: UInt16
  /// The number of the first row.
  let firstRow: UInt64

  /// Throws if there are too few or too many rows.
  init(schemaID: UInt32, firstRow: UInt64, count: Int) throws(Malformed) {
    guard (1...Limits.rows).contains(count) else { throw Malformed("a block's rows are damaged") }
    guard firstRow <= Limits.number else { throw Malformed("a row number is out of range") }
    self.schemaID = schemaID
    self.firstRow = firstRow
    storedCount = UInt16(count)
  }

  /// How many rows there are, at least one.
  var count: Int { Int(storedCount) }

  /// The rows' numbers.
  var numbers: Range<UInt64> { firstRow..<firstRow + UInt64(count) }
}
