/// The pixel columns of which nothing was recorded or nothing can be read.
struct GapMap: Sendable, Equatable {
  /// Why a column is empty.
  enum Cause: UInt8, Sendable {
    case none
    /// Beats were missed: the process or the machine stood still.
    case missed
    /// Rows were recorded and can't be read.
    case lost
  }

  /// One cause a pixel column.
  private(set) var causes: [Cause]

  /// Makes a map without gaps.
  init(columnCount: Int) {
    causes = [Cause](repeating: .none, count: columnCount)
  }

  /// Marks the columns that lie between two moments; lost rows outweigh missed beats.
  mutating func mark(from start: Double, to end: Double, on axis: TimeAxis, _ cause: Cause) {
    guard start <= axis.end, end >= axis.start, start <= end else { return }
    let left = max(axis.position(of: start), 0).rounded(cause == .lost ? .down : .up)
    let right = min(axis.position(of: end), Double(axis.columnCount))
      .rounded(cause == .lost ? .up : .down)
    for column in Int(saturating: left)..<max(Int(saturating: right), Int(saturating: left))
    where column < causes.count && causes[column].rawValue < cause.rawValue {
      causes[column] = cause
    }
  }

  /// The spans of columns with the same cause, from left to right.
  var spans: [(columns: Range<Int>, cause: Cause)] {
    var spans: [(columns: Range<Int>, cause: Cause)] = []
    for (column, cause) in causes.enumerated() where cause != .none {
      if let last = spans.last, last.cause == cause, last.columns.upperBound == column {
        spans[spans.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        spans.append((column..<column + 1, cause))
      }
    }
    return spans
  }
}
