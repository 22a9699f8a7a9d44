/// The index at the end of a closed file: where the blocks are, and a second copy of every schema.
/// Spec/format.md, section "Index frame".
struct IndexFrame {
  /// One block.
  struct Entry: Equatable {
    var byteOffset: UInt64
    var byteCount: UInt64
    var firstRow: UInt64
    var rowCount: Int
    var eventCount: Int
    /// The first and the last time, as stored.
    var firstTime: Int64
    var lastTime: Int64
  }

  var entries: [Entry] = []
  var schemas: [Schema] = []

  /// The bytes from the end of the file that say where the index starts: its size and checksum.
  static let footerSize = 8

  /// An upper bound on the frame's size.
  var bound: Int { schemas.reduce(64 + 60 * entries.count) { $0 + 16 + SchemaFrame.bound($1) } }

  /// Appends the frame.
  func append(to sink: inout ByteSink) {
    let start = sink.count
    sink.append(FrameKind.index.rawValue)
    sink.append(UInt32(0))
    sink.append(varint: UInt64(schemas.count))
    for schema in schemas {
      var copy = ByteSink(capacity: SchemaFrame.bound(schema))
      SchemaFrame.append(schema, to: &copy)
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: copy.bytes[FrameKind.headSize...]))!
      sink.append(varint: UInt64(body.count))
      sink.append(bytes: body)
    }
    sink.append(varint: UInt64(entries.count))
    var end: UInt64 = 0
    var nextRow: UInt64 = 0
    var time: Int64 = 0
    for entry in entries {
      sink.append(varint: entry.byteOffset - end)
      sink.append(varint: entry.byteCount)
      sink.append(varint: entry.firstRow - nextRow)
      sink.append(varint: UInt64(entry.rowCount))
      sink.append(varint: UInt64(entry.eventCount))
      sink.append(zigzag: entry.firstTime &- time)
      sink.append(zigzag: entry.lastTime &- entry.firstTime)
      end = entry.byteOffset + entry.byteCount
      nextRow = entry.firstRow + UInt64(entry.rowCount)
      time = entry.lastTime
    }
    let footer = Self.footerSize
    sink.append(zeros: (8 - (sink.count - start + footer) & 7) & 7)
    // The frame's size once more, right before the checksum: readers start from the end.
    sink.append(UInt32(sink.count - start + footer))
    SealedFrame.finish(at: start, in: &sink)
  }

  init() {}

  /// Reads a payload without its checksum.
  init(_ body: UnsafeRawBufferPointer) throws(Malformed) {
    var cursor = ByteCursor(body)
    for _ in 0..<(try cursor.readCount(upTo: body.count)) {
      let size = try cursor.readCount(upTo: body.count)
      schemas.append(try SchemaFrame.decode(try cursor.readBytes(size)))
    }
    let count = try cursor.readCount(upTo: body.count)
    // Each takes seven bytes or more, whatever the count says.
    entries.reserveCapacity(min(count, cursor.remaining / 7))
    var end: UInt64 = 0
    var nextRow: UInt64 = 0
    var time: Int64 = 0
    for _ in 0..<count {
      let offset = try Self.sum(end, try cursor.readVarint())
      let size = try cursor.readVarint()
      let firstRow = try Self.sum(nextRow, try cursor.readVarint())
      let rowCount = try cursor.readCount(upTo: BlockDecoder.maximumRowCount)
      let eventCount = try cursor.readCount(upTo: rowCount)
      let firstTime = time &+ (try cursor.readZigzag())
      let lastTime = firstTime &+ (try cursor.readZigzag())
      entries.append(
        Entry(
          byteOffset: offset, byteCount: size, firstRow: firstRow, rowCount: rowCount,
          eventCount: eventCount, firstTime: firstTime, lastTime: lastTime))
      end = try Self.sum(offset, size)
      nextRow = try Self.sum(firstRow, UInt64(rowCount))
      time = lastTime
    }
  }

  private static func sum(_ a: UInt64, _ b: UInt64) throws(Malformed) -> UInt64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    guard !overflow, sum <= UInt64(Int64.max) else { throw Malformed("an offset is out of range") }
    return sum
  }
}
