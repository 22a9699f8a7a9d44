import ReadingsFormat

/// A type that a gauge's level may have: `Int64` or `Double`.
public protocol GaugeValue: Sendable {
  /// How the level's bits are read.
  static var columnType: Column.ValueType { get }
  /// The level as 64 bits.
  var gaugeBits: UInt64 { get }
  /// The level that 64 bits stand for.
  init(gaugeBits: UInt64)
}

extension Int64: GaugeValue {
  /// Signed integers.
  public static var columnType: Column.ValueType { .int64 }
  /// The level as 64 bits.
  public var gaugeBits: UInt64 { UInt64(bitPattern: self) }
  /// The level that 64 bits stand for.
  public init(gaugeBits: UInt64) { self.init(bitPattern: gaugeBits) }
}

extension Double: GaugeValue {
  /// Doubles.
  public static var columnType: Column.ValueType { .float64 }
  /// The level as 64 bits.
  public var gaugeBits: UInt64 { bitPattern }
  /// The level that 64 bits stand for.
  public init(gaugeBits: UInt64) { self.init(bitPattern: gaugeBits) }
}

/// A level of the program's own that goes up and down, such as a queue's depth or a load.
///
/// Copies share the value. Any thread may set it, without a lock and without allocation.
public struct Gauge<Value: GaugeValue>: Sendable {
  let cell: MetricCell

  /// Sets the level.
  @inline(__always) public func set(_ value: Value) {
    cell.word.pointee.store(value.gaugeBits, ordering: .relaxed)
  }

  /// The level now.
  public var value: Value { Value(gaugeBits: cell.word.pointee.load(ordering: .relaxed)) }
}

extension Gauge where Value == Int64 {
  /// Raises the level, or lowers it by a negative amount.
  @inline(__always) public func add(_ amount: Int64) {
    cell.word.pointee.wrappingAdd(UInt64(bitPattern: amount), ordering: .relaxed)
  }
}
