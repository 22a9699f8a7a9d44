import ReadingsFormat

/// A type that a metric's value may have: `Int64` or `Double`.
public protocol MetricValue: Sendable {
  /// How the value's bits are read.
  static var columnType: Column.ValueType { get }
  /// The value as 64 bits.
  var metricBits: UInt64 { get }
  /// The value that 64 bits stand for.
  init(metricBits: UInt64)
}

extension Int64: MetricValue {
  /// Signed integers.
  public static var columnType: Column.ValueType { .int64 }
  /// The value as 64 bits.
  public var metricBits: UInt64 { UInt64(bitPattern: self) }
  /// The value that 64 bits stand for.
  public init(metricBits: UInt64) { self.init(bitPattern: metricBits) }
}

extension Double: MetricValue {
  /// Doubles.
  public static var columnType: Column.ValueType { .float64 }
  /// The value as 64 bits.
  public var metricBits: UInt64 { bitPattern }
  /// The value that 64 bits stand for.
  public init(metricBits: UInt64) { self.init(bitPattern: metricBits) }
}
