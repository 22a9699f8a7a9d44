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
  static let footerSize = SealedFrame.repeatedSize + SealedFrame.checksumSize

  /// An upper bound on the frame's size.
  var bound: Int {
    schemas.reduce(64 + 70 * entries.count) { $0 + 10 + $1.descriptionBound }
  }

  init(tag: RecordingTag) { self.tag = tag }

  /// Appends the frame.
  func append(to sink: inout ByteSink) {
    let frame = SealedFrame(.index, of: tag, in: &sink)
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
    frame.finish(in: &sink, repeatsSize: true)
  }
}

extension IndexFrame.Entry {
  /// What the first entry is told in differences to.
  static let none = Self(
    byteOffset: 0, byteCount: 0, schema: 0, firstRow: 0, rowCount: 0, eventCount: 0, firstTime: 0,
    lastTime: 0)
}
