/// The values of a gauge, reduced to first, last, minimum and maximum a pixel column.
struct LevelSeries: Sendable, Equatable {
  /// What is known of a pixel column.
  struct Cell: Sendable, Equatable {
    var first = 0.0
    var last = 0.0
    var minimum = 0.0
    var maximum = 0.0
    /// Whether any row fell into the column.
    var isOccupied = false
    /// Whether the first value follows on the one before it, without a gap between.
    var isJoined = false
  }

  /// A value at its moment.
  struct Sample: Sendable, Equatable {
    var seconds: Double
    var value: Double
  }

  /// One cell a pixel column.
  private(set) var cells: [Cell]
  /// The last sample before the picture's left edge, if the curve goes on from it.
  private(set) var before: Sample?
  /// The first sample after the right edge, if the curve goes on to it.
  private(set) var after: Sample?
  /// Whether every value so far is a whole number.
  private(set) var isWhole = true
  private var isInterrupted = true
  private var isPastEnd = false

  /// Makes a series without values.
  init(columnCount: Int) {
    cells = [Cell](repeating: Cell(), count: columnCount)
  }

  /// Ends the curve: the next value starts a new one.
  mutating func interrupt() { isInterrupted = true }

  /// Adds the next value; one that is not a number is passed over and leaves a gap.
  mutating func add(_ value: Double, column: Int, seconds: Double, afterGap: Bool) {
    guard value.isFinite else {
      isInterrupted = true
      return
    }
    let joins = !isInterrupted && !afterGap
    isInterrupted = false
    if column < 0 {
      before = Sample(seconds: seconds, value: value)
    } else if column >= cells.count {
      if !isPastEnd && joins { after = Sample(seconds: seconds, value: value) }
      isPastEnd = true
    } else {
      cells[column].add(value, joins: joins)
      isWhole = isWhole && value.rounded() == value
    }
  }

  /// The smallest and largest value in the picture, or `nil` if there is none.
  var extremes: ClosedRange<Double>? {
    var result: ClosedRange<Double>?
    for cell in cells where cell.isOccupied {
      result = (cell.minimum...cell.maximum).hull(result)
    }
    if result == nil, let before, let after {
      result = min(before.value, after.value)...max(before.value, after.value)
    }
    return result
  }
}

extension LevelSeries.Cell {
  /// Takes one more value into the column.
  mutating func add(_ value: Double, joins: Bool) {
    if isOccupied {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    } else {
      first = value
      minimum = value
      maximum = value
      isOccupied = true
      isJoined = joins
    }
    last = value
  }
}
