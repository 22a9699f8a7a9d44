import ReadingsFormat

/// Reads a whole recording and sees to it that the promises of `Recording` are kept.
enum Inspection {
  /// The values that are decoded at most: a few bytes may stand for a great many.
  private static let valueLimit = 1 << 16

  /// Decodes the blocks; returns how many values they have.
  static func inspect(_ recording: some Recording) throws(BrokenPromise) -> Int {
    let block = ColumnBlock()
    var count = 0
    for (index, summary) in recording.blocks.enumerated() {
      let schema = recording.schemas[summary.schemaIndex]
      try check(summary, of: schema)
      let values = schema.columns.count * summary.rowCount
      guard count + values <= valueLimit else { continue }
      guard (try? recording.decode(index, into: block)) != nil else { continue }
      try require(
        block.firstRow == summary.firstRow && block.rowCount == summary.rowCount
          && block.schema == schema, "a block is not what its summary says")
      try checkEvents(of: block)
      count += values
    }
    return count
  }

  private static func check(_ summary: BlockSummary, of schema: Schema) throws(BrokenPromise) {
    try require(
      summary.rowCount > 0 && summary.eventCount <= summary.rowCount
        && summary.firstRow <= 1 << 63 + 1 << 32, "a summary has impossible counts")
    try require(summary.ranges.count == schema.columns.count, "a summary lacks ranges")
  }

  private static func checkEvents(of block: ColumnBlock) throws(BrokenPromise) {
    var last = -1
    for event in block.events {
      try require(event.row > last && event.row < block.rowCount, "events are out of order")
      last = event.row
    }
  }
}
