/// The growth of a counter, spread over pixel columns: how much fell into each, and how fast.
struct RateSeries: Sendable, Equatable {
  /// What is known of a pixel column.
  struct Cell: Sendable, Equatable {
    /// How much the counter grew in the column.
    var amount = 0.0
    /// The seconds of the column in which that is known.
    var covered = 0.0
    /// The slowest and fastest rate a second; infinities until one is known.
    var low = Double.infinity
    var high = -Double.infinity

    /// The mean rate a second, or `nil` if nothing is known.
    var mean: Double? { covered > 0 ? amount / covered : nil }
  }

  /// The columns' span of time.
  let axis: TimeAxis
  /// One cell a pixel column.
  private(set) var cells: [Cell]

  /// Makes a series in which nothing grew yet.
  init(axis: TimeAxis) {
    self.axis = axis
    cells = [Cell](repeating: Cell(), count: axis.columnCount)
  }

  /// Spreads growth evenly from `start` to `end`; the part outside the axis is dropped.
  ///
  /// Over a gap the mean is known and the extremes are not, so `isGap` leaves them alone.
  mutating func spread(_ amount: Double, from start: Double, to end: Double, isGap: Bool = false) {
    guard end > start, amount.isFinite, end >= axis.start, start <= axis.end else { return }
    let rate = amount / (end - start)
    let left = max(axis.position(of: start), 0)
    let right = min(axis.position(of: end), Double(axis.columnCount))
    guard right > left else { return }
    let firstColumn = Int(saturating: left)
    let lastColumn = min(Int(saturating: right), axis.columnCount - 1)
    guard firstColumn <= lastColumn else { return }
    for column in firstColumn...lastColumn {
      let overlap = min(right, Double(column) + 1) - max(left, Double(column))
      guard overlap > 0 else { continue }
      let seconds = overlap * axis.secondsPerColumn
      cells[column].amount += rate * seconds
      cells[column].covered += seconds
      if !isGap {
        cells[column].low = min(cells[column].low, rate)
        cells[column].high = max(cells[column].high, rate)
      }
    }
  }

  /// How much the counter grew in the picture.
  var total: Double { cells.reduce(0) { $0 + $1.amount } }

  /// The mean rate a second over the part of the picture where it is known.
  var mean: Double {
    let covered = cells.reduce(0) { $0 + $1.covered }
    return covered > 0 ? total / covered : 0
  }

  /// The fastest rate a second, or `nil` if none is known.
  var peak: Double? {
    let high = cells.reduce(-Double.infinity) { max($0, max($1.high, $1.mean ?? $1.high)) }
    return high.isFinite ? high : nil
  }
}
