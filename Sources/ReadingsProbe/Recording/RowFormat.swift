import ReadingsFormat

/// Where the values of a row are: time, the process's vitals, the events that were dropped, the other
/// groups, and the program's metrics.
struct RowFormat: Sendable {
  /// The process's vitals, or an empty range.
  let process: Range<Int>
  /// The events that were dropped.
  let dropped: Int
  /// The other groups.
  let groups: Range<Int>
  /// The columns before the metrics.
  let columns: [Column]

  /// The unit of time in nanoseconds: what is finer is wake-up jitter.
  static let clockUnit: Int64 = 100

  init(process vitals: [Column], groups groupColumns: [Column]) {
    let time = Column(
      "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time)
    let droppedEvents = Column("probe_dropped_events", kind: .counter, meaning: .droppedEvents)
    process = 1..<1 + vitals.count
    dropped = process.upperBound
    groups = dropped + 1..<dropped + 1 + groupColumns.count
    columns = [time] + vitals + [droppedEvents] + groupColumns
  }

  /// Where the program's metrics start.
  var metrics: Int { groups.upperBound }
}
