/// The extremes of one column over one block, as stored bits.
public struct ColumnExtent: Sendable, Equatable {
  /// The first row's value.
  public var first: UInt64
  /// The last row's value.
  public var last: UInt64
  /// The smallest value; NaN is passed over.
  public var minimum: UInt64
  /// The largest value; NaN is passed over.
  public var maximum: UInt64

  /// Makes an extent.
  public init(first: UInt64, last: UInt64, minimum: UInt64, maximum: UInt64) {
    self.first = first
    self.last = last
    self.minimum = minimum
    self.maximum = maximum
  }
}

extension ColumnExtent {
  /// The first, last, smallest and largest of a column's values, of which there is at least one.
  ///
  /// Doubles are compared as doubles and NaN is passed over; when every value is NaN, so are the
  /// extremes.
  init(of values: UnsafeBufferPointer<UInt64>, as type: Column.ValueType) {
    let first = values[0]
    let last = values[values.count - 1]
    var minimum = first
    var maximum = first
    switch type {
    case .int64:
      var low = Int64(bitPattern: first)
      var high = low
      for bits in values {
        let value = Int64(bitPattern: bits)
        low = min(low, value)
        high = max(high, value)
      }
      minimum = UInt64(bitPattern: low)
      maximum = UInt64(bitPattern: high)
    case .uint64:
      for value in values {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
      }
    case .float64:
      var low = Double(bitPattern: first)
      var high = low
      for bits in values {
        let value = Double(bitPattern: bits)
        if value < low || low.isNaN { low = value }
        if value > high || high.isNaN { high = value }
      }
      minimum = low.bitPattern
      maximum = high.bitPattern
    }
    self.init(first: first, last: last, minimum: minimum, maximum: maximum)
  }
}
