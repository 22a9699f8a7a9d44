import ReadingsFormat

/// All that readers of a recording must agree on, and the bytes that one reports as damaged.
///
/// `json` is the shape that Spec/README.md describes; the reader in Spec/reader prints the same.
public struct RecordingView: Equatable, Sendable {
  /// A run of rows under one schema: a block's, or some open ones.
  public struct Run: Equatable, Sendable {
    /// The number of the first row.
    public var firstRow: UInt64
    /// The position of its schema in the recording's.
    public var schema: Int
    /// The rows with a label, counted from the run's first.
    public var events: [Event]
    /// The stored bits, column after column.
    public var columns: [[UInt64]]
    /// First, last, smallest and largest value of every column.
    public var ranges: [ColumnExtent]

    /// The number of rows.
    public var rowCount: Int { columns[0].count }
    /// The numbers of the rows.
    public var rows: Range<UInt64> { firstRow..<firstRow + UInt64(rowCount) }

    /// What tells runs in the order of their rows, also where a damaged file has some twice.
    fileprivate var start: (firstRow: UInt64, firstTime: Int64, lastTime: Int64) {
      (firstRow, Int64(bitPattern: columns[0][0]), Int64(bitPattern: columns[0][rowCount - 1]))
    }

    /// Makes a run; there is at least one row.
    public init(
      firstRow: UInt64, schema: Int, events: [Event] = [], columns: [[UInt64]],
      ranges: [ColumnExtent]
    ) {
      self.firstRow = firstRow
      self.schema = schema
      self.events = events
      self.columns = columns
      self.ranges = ranges
    }
  }

  /// Rows that are lost, and the times of the rows before and after them.
  public struct Loss: Equatable, Sendable {
    /// The numbers of the rows.
    public var rows: Range<UInt64>
    /// The time of the last row before them, as stored.
    public var after: Int64?
    /// The time of the first row after them, as stored.
    public var before: Int64?
  }

  /// How the file ended.
  public enum Ending: String, Sendable {
    /// There is an index, and no open frame.
    case closed
    /// There is an open frame.
    case interrupted
    /// There is neither an index nor an open frame.
    case cut
  }

  /// The recording that all else is about; `nil` if nothing is intact.
  public var tag: RecordingTag?
  /// All recordings in the file, in the order in which they begin.
  public var recordings: [RecordingTag]
  /// Who recorded; `nil` if the header is damaged.
  public var header: LogHeader?
  /// How it ended.
  public var ending: Ending
  /// The recording's schemas, in the order of the file.
  public var schemas: [Schema]
  /// All rows, in the order of their numbers.
  public var runs: [Run]
  /// The rows that are known to be lost.
  public var losses: [Loss]
  /// The damaged bytes, in order; parts do not touch.
  public var damage: [Range<UInt64>]

  /// Makes a view; rows that a run has are not lost.
  public init(
    tag: RecordingTag?, recordings: [RecordingTag], header: LogHeader?, ending: Ending,
    schemas: [Schema], runs: [Run],
    lostRows: [Range<UInt64>] = [], damage: [Range<UInt64>] = []
  ) {
    self.header = header
    self.ending = ending
    self.tag = tag
    self.recordings = recordings
    self.schemas = schemas
    self.runs = runs
    self.damage = Self.merged(damage)
    losses = []
    losses = Self.merged(lostRows).flatMap { remainder(of: $0) }.map(loss)
  }

  /// The parts of some rows that no run has.
  private func remainder(of rows: Range<UInt64>) -> [Range<UInt64>] {
    var rest: [Range<UInt64>] = []
    var start = rows.lowerBound
    for given in Self.merged(runs.map(\.rows)) where given.overlaps(start..<rows.upperBound) {
      if given.lowerBound > start { rest.append(start..<given.lowerBound) }
      start = given.upperBound
      if start >= rows.upperBound { return rest }
    }
    return rest + [start..<rows.upperBound]
  }

  private func loss(_ rows: Range<UInt64>) -> Loss {
    let before = runs.filter { $0.firstRow < rows.lowerBound }.max { $0.start < $1.start }
    let after = runs.filter { $0.firstRow >= rows.upperBound }.min { $0.start < $1.start }
    return Loss(rows: rows, after: before?.start.lastTime, before: after?.start.firstTime)
  }

  /// Ranges in order, those that touch made one, and empty ones left out.
  private static func merged(_ ranges: [Range<UInt64>]) -> [Range<UInt64>] {
    var result: [Range<UInt64>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, last.upperBound >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
