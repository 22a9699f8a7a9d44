import ReadingsFormat

/// A range of time in the units in which a column stores it.
///
/// Comparing the stored integers instead of seconds makes the ends exact: 0.3 s is not a tick
/// later than three tenths because of how doubles are rounded.
package struct TickRange: Sendable {
  private let ticks: ClosedRange<Int64>?

  /// The ticks of `column` in a range of seconds, both ends included.
  package init(_ seconds: ClosedRange<Double>, of column: Column) {
    // A thousandth of a tick makes up for what the division rounds off.
    let low = (seconds.lowerBound / column.scale.factor - 0.001).rounded(.up)
    let high = (seconds.upperBound / column.scale.factor + 0.001).rounded(.down)
    let largest = Double(Int64.max)
    let first = low >= largest ? nil : low <= -largest ? Int64.min : Int64(low)
    let last = high >= largest ? Int64.max : high <= -largest ? nil : Int64(high)
    ticks = if let first, let last, first <= last { first...last } else { nil }
  }

  /// Whether a block may have rows in the range.
  package func overlaps(_ times: ColumnExtent) -> Bool {
    guard let ticks else { return false }
    return Int64(bitPattern: times.maximum) >= ticks.lowerBound
      && Int64(bitPattern: times.minimum) <= ticks.upperBound
  }

  /// The rows of a block from the first in the range to the last.
  package func rows(of block: ColumnBlock) -> Range<Int> {
    guard let ticks else { return 0..<0 }
    return block.withColumn(0) { times in
      let isInside = { (bits: UInt64) in ticks.contains(Int64(bitPattern: bits)) }
      guard let first = times.firstIndex(where: isInside),
        let last = times.lastIndex(where: isInside)
      else { return 0..<0 }
      return first..<last + 1
    }
  }
}
