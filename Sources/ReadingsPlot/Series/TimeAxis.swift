/// The picture's span of time, cut into pixel columns of equal length.
struct TimeAxis: Sendable, Equatable {
  /// The left edge in seconds since the origin.
  let start: Double
  /// The right edge in seconds; later than the start.
  let end: Double
  /// The number of pixel columns, at least one.
  let columnCount: Int

  /// Makes an axis; a span of no length is widened around its moment, so that it has a place.
  init(_ seconds: ClosedRange<Double>, columnCount: Int) {
    self.columnCount = max(columnCount, 1)
    var start = seconds.lowerBound
    var end = seconds.upperBound
    if !(end - start > 0 && (end - start).isFinite)
      || end - (end - start) / Double(self.columnCount) == end
    {
      let reach = max(0.5, max(start.magnitude, end.magnitude) * 1e-9)
      start -= reach
      end += reach
    }
    self.start = start
    self.end = end
  }

  /// The axis's length in seconds.
  var length: Double { end - start }

  /// The length of a pixel column in seconds.
  var secondsPerColumn: Double { length / Double(columnCount) }

  /// Where a moment lies, in columns from the left edge, however far outside.
  func position(of seconds: Double) -> Double {
    (seconds - start) / length * Double(columnCount)
  }

  /// The column that a moment falls into: −1 before the start, `columnCount` after the end.
  ///
  /// The end itself belongs to the last column.
  func column(of seconds: Double) -> Int {
    if seconds < start { return -1 }
    if seconds > end { return columnCount }
    return min(Int(saturating: position(of: seconds)), columnCount - 1)
  }
}
