import ReadingsFormat

/// What is worth knowing of a recording, gathered in one pass over its times.
struct RunSummary {
  /// An event and when it happened.
  struct Mark {
    /// Seconds since the recording's origin.
    var seconds: Double
    /// The event's label.
    var label: String
  }

  /// Who recorded, and what could not be read, once all blocks have been.
  let recording: any Recording
  /// The rows that could be read.
  private(set) var rowCount = 0
  /// The events among them.
  private(set) var eventCount = 0
  /// The first of the events.
  private(set) var events: [Mark] = []
  /// The time of the first row and of the last, in seconds; `nil` without rows.
  private(set) var seconds: ClosedRange<Double>?
  /// How far the heartbeats are apart.
  private(set) var intervals = IntervalHistogram()

  /// Goes through a recording and keeps up to `listedEvents` labels.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput` if it can't be read.
  init(_ recording: any Recording, listedEvents: Int) throws(ReadingsError) {
    self.recording = recording
    let block = ColumnBlock()
    for index in recording.blocks.indices {
      do throws(ReadingsError) {
        try recording.decode(index, into: block)
      } catch {
        guard error.code == .damaged else { throw error }
        // Where rows are missing, the distance across them says nothing.
        intervals.interrupt()
        continue
      }
      add(block, listedEvents: listedEvents)
    }
  }

  /// The beats among the rows: all that are no events.
  var beatCount: Int { rowCount - eventCount }

  /// The share of the beats asked for that are there, 0…1; `nil` if that is unknown.
  var keptShare: Double? {
    guard let asked = recording.header.heartbeatNanoseconds, asked > 0, beatCount > 0 else {
      return nil
    }
    let expected = (Double(intervals.total) / Double(asked)).rounded() + 1
    return min(1, Double(beatCount) / expected)
  }

  /// The distance in nanoseconds from which on two beats have a gap between them.
  var gapThreshold: Int64? {
    let asked = recording.header.heartbeatNanoseconds.map { Int64(clamping: $0) }
    guard let beat = asked ?? intervals.median else { return nil }
    return beat.multipliedReportingOverflow(by: 3).overflow ? nil : beat * 3
  }

  /// All columns of all schemas.
  var columns: [Column] {
    var seen = Set<Column>()
    return recording.schemas.flatMap(\.columns).filter { seen.insert($0).inserted }
  }

  private mutating func add(_ block: ColumnBlock, listedEvents: Int) {
    guard block.rowCount > 0 else { return }
    let first = block.schema.seconds(block[column: 0, row: 0])
    let last = block.schema.seconds(block[column: 0, row: block.rowCount - 1])
    let start = min(seconds?.lowerBound ?? first, first)
    seconds = start...max(seconds?.upperBound ?? last, last, start)
    rowCount += block.rowCount
    eventCount += block.events.count
    for event in block.events.prefix(max(0, listedEvents - events.count)) {
      let time = block.schema.seconds(block[column: 0, row: event.row])
      events.append(Mark(seconds: time, label: event.label))
    }
    var nextEvent = 0
    block.withColumn(0) { times in
      for (row, bits) in times.enumerated() {
        if nextEvent < block.events.count, block.events[nextEvent].row == row {
          nextEvent += 1
        } else {
          intervals.add(beatAt: block.schema.seconds(bits))
        }
      }
    }
  }
}
