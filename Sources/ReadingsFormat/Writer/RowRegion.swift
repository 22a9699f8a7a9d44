/// Where the open rows are: a copy of their schema frame, the rows, and the label area, at the end
/// of the file.
///
/// The region stays in place for many blocks, so that the heartbeat keeps writing to the same few
/// pages; it moves when the reserve before it gets shorter than the longest possible block.
struct RowRegion {
  /// The bytes of one row.
  let stride: Int
  /// The rows that there is room for.
  let capacity: Int
  /// The bytes of the label area.
  let labelCapacity: Int
  /// The bytes of the copy of the schema frame.
  let schemaSize: Int
  /// Where the region starts in the file.
  private(set) var start: UInt64

  init(schema: Schema, schemaSize: Int, options: LogWriter.Options) {
    stride = OpenRow.stride(columns: schema.columns.count)
    let most = Limits.rows(columns: schema.columns.count)
    // In a file of limited size wide rows come in short blocks, so that it holds several of them.
    let affordable = Int(min(options.maximumSize / 8, UInt64(Int.max))) / stride
    capacity = max(1, min(options.rowsPerBlock, most, affordable))
    labelCapacity = (options.labelCapacity + 7) & ~7
    self.schemaSize = schemaSize
    start = 0
  }

  /// The region's size in bytes.
  var size: UInt64 { UInt64(schemaSize + capacity * stride + labelCapacity) }

  /// Where the region ends in the file.
  var end: UInt64 { start + size }

  /// Where the first row is in the file.
  var rows: UInt64 { start + UInt64(schemaSize) }

  /// Where the label area is in the file.
  var labels: UInt64 { rows + UInt64(capacity * stride) }

  /// Where a row is in the file.
  func row(_ index: Int) -> UInt64 { rows + UInt64(index * stride) }

  /// The region moved to the end of a file of `end` bytes.
  func moved(toEnd end: UInt64) -> RowRegion {
    var moved = self
    moved.start = end - size
    return moved
  }

  /// The control of an open frame at `position`.
  func control(
    at position: UInt64, of tag: RecordingTag, schemaID: UInt32, firstRow: UInt64
  ) -> OpenFrameControl {
    OpenFrameControl(
      tag: tag, schemaID: schemaID, firstRow: firstRow, rowsOffset: Int(rows - position),
      capacity: capacity, schemaSize: schemaSize)
  }
}
