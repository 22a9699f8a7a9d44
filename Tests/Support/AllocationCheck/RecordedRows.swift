import ReadingsFormat

/// How many rows of either sort a recording has.
struct RecordedRows {
  var heartbeats = 0
  var events = 0

  init(path: String) throws {
    for block in try LogReader(path: path).blocks {
      events += block.eventCount
      heartbeats += block.rowCount - block.eventCount
    }
  }
}
