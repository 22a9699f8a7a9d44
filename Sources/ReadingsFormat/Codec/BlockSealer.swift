/// Turns rows into blocks as a writer does when it seals, but without a file, so that the time of
/// the encoding alone can be measured.
package struct BlockSealer: ~Copyable {
  private let schema: Schema
  private let capacity: Int
  private var encoder: BlockEncoder

  /// Reserves memory for blocks of up to `capacity` rows, and `labelBytes` of labels, of which it has
  /// none.
  package init(schema: Schema, capacity: Int, labelBytes: Int) {
    self.schema = schema
    self.capacity = capacity
    encoder = BlockEncoder(
      schema: schema, capacity: capacity, labelBytes: labelBytes)
  }

  /// The bytes from one row to the next: one word a column, and one that is zero without a label.
  package var stride: Int { OpenRow.stride(columns: schema.columns.count) }

  /// Encodes the first `count` rows, and returns how many bytes the block takes.
  package mutating func seal(
    _ rows: UnsafeRawBufferPointer, count: Int, firstRow: UInt64
  ) -> Int {
    precondition((1...capacity).contains(count) && count * stride <= rows.count)
    let control = OpenFrameControl(
      tag: RecordingTag(number: 0), schemaID: schema.id, firstRow: firstRow,
      rowsOffset: OpenFrameControl.end, capacity: capacity, schemaSize: 0)
    encoder.encode(
      OpenRows(
        base: rows.baseAddress!, count: count, columnCount: schema.columns.count,
        labels: UnsafeRawBufferPointer(start: nil, count: 0), labelsDistance: 0),
      control: control)
    return encoder.block.count
  }
}
