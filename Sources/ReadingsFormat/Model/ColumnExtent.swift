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
