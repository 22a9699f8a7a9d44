/// Rows as an open frame holds them, made from a block that was decoded.
struct RowImage: ~Copyable {
  private let rows: OwnedBytes
  private let labels: OwnedBytes
  private let rowCount: Int
  private let columnCount: Int

  /// Copies a block's values and labels.
  init(_ block: ColumnBlock) {
    rowCount = block.rowCount
    columnCount = block.schema.columns.count
    let stride = OpenRow.stride(columns: columnCount)
    rows = OwnedBytes(count: rowCount * stride)
    labels = OwnedBytes(
      count: block.events.reduce(0) { $0 + OpenRow.labelSize($1.label.utf8.count) })
    for column in 0..<columnCount {
      block.withColumn(column) { values in
        for (row, value) in values.enumerated() {
          let offset = row * stride + 8 * column
          rows.base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
        }
      }
    }
    var used = 0
    for event in block.events { used += store(event, at: used) }
  }

  /// The rows; valid as long as this.
  var openRows: OpenRows {
    OpenRows(
      base: UnsafeRawPointer(rows.base), count: rowCount, columnCount: columnCount,
      labels: labels.bytes(0..<labels.count), labelsDistance: rows.count)
  }

  /// The bytes that the labels take.
  var labelBytes: Int { labels.count }

  /// Stores a label, which the encoder takes without its checksum; returns the bytes that it takes.
  private func store(_ event: Event, at offset: Int) -> Int {
    let tail = event.row * OpenRow.stride(columns: columnCount) + 8 * columnCount
    let reference = OpenRow.reference(to: rows.count + offset)
    rows.base.storeBytes(of: reference.littleEndian, toByteOffset: tail, as: UInt32.self)
    var label = event.label
    return label.withUTF8 { text in
      let length = UInt32(text.count)
      labels.base.storeBytes(of: length.littleEndian, toByteOffset: offset, as: UInt32.self)
      let place = UnsafeMutableRawBufferPointer(
        start: labels.base + offset + OpenRow.labelHeadSize, count: text.count)
      place.copyMemory(from: UnsafeRawBufferPointer(text))
      return OpenRow.labelSize(text.count)
    }
  }
}
