/// Turns rows into blocks as a writer does when it seals, but without a file, so that the time of
/// the encoding alone can be measured, and blocks of any values be tried.
package struct BlockSealer: ~Copyable {
  private let schema: Schema
  private let capacity: Int
  private var encoder: BlockEncoder

  /// Reserves memory for blocks of up to `capacity` rows, and `labelBytes` of labels.
  package init(schema: Schema, capacity: Int, labelBytes: Int) {
    self.schema = schema
    self.capacity = capacity
    encoder = BlockEncoder(
      schema: schema, capacity: capacity, labelBytes: labelBytes)
  }

  /// The bytes from one row to the next: one word a column, and one that is zero without a label; with
  /// one, it is the label's distance from the first row, in units of eight bytes.
  package var stride: Int { OpenRow.stride(columns: schema.columns.count) }

  /// Encodes `count` rows, behind which their labels stand.
  ///
  /// - Returns: The block frame and the column frame, until the next call.
  package mutating func seal(
    _ rows: UnsafeRawBufferPointer, count: Int, firstRow: UInt64
  ) -> UnsafeRawBufferPointer {
    let size = count * stride
    precondition((1...capacity).contains(count) && size <= rows.count)
    let control = OpenFrameControl(
      tag: RecordingTag(number: 0), schemaID: schema.id, firstRow: firstRow,
      rowsOffset: OpenFrameControl.end, capacity: capacity, schemaSize: 0)
    encoder.encode(
      OpenRows(
        base: rows.baseAddress!, count: count, columnCount: schema.columns.count,
        labels: UnsafeRawBufferPointer(rebasing: rows[size...]), labelsDistance: size),
      control: control)
    return encoder.block.bytes
  }
}
