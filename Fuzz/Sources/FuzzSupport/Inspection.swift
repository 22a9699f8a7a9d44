import ReadingsFormat

/// Reads a whole recording and stops the process when it breaks a promise of `Recording`.
public enum Inspection {
  /// The values that are decoded at most: a few bytes may stand for a great many.
  private static let valueLimit = 1 << 19

  /// Reads the file, if it is one.
  public static func inspect(path: String) {
    guard let reader = try? LogReader(path: path) else { return }
    inspect(reader)
    for damage in reader.damage {
      precondition(damage.byteOffset <= reader.byteCount, "damage lies outside the file")
    }
  }

  /// Decodes every block.
  public static func inspect(_ recording: some Recording) {
    let block = ColumnBlock()
    var left = valueLimit
    for (index, summary) in recording.blocks.enumerated() {
      let schema = recording.schemas[summary.schemaIndex]
      precondition(summary.rowCount > 0 && summary.eventCount <= summary.rowCount)
      precondition(summary.ranges.count == schema.columns.count)
      precondition(summary.firstRow <= UInt64(Int64.max))
      guard left > 0, (try? recording.decode(index, into: block)) != nil else { continue }
      precondition(block.firstRow == summary.firstRow && block.rowCount == summary.rowCount)
      precondition(block.schema == schema)
      var sum: UInt64 = 0
      for column in schema.columns.indices {
        block.withColumn(column) { for value in $0 { sum &+= value } }
      }
      left -= schema.columns.count * block.rowCount
      var last = -1
      for event in block.events {
        precondition(event.row > last && event.row < block.rowCount, "events are out of order")
        last = event.row
      }
    }
  }
}
