import ReadingsFormat
import Synchronization

/// A level of the program's own that goes up and down, such as a queue's depth or a load.
///
/// Copies share the value. Any thread may set it, without a lock and without allocation.
public struct Gauge<Value: MetricValue>: Sendable {
  let cell: MetricCell

  /// Sets the level.
  @inline(__always) public func set(_ value: Value) {
    cell.word.pointee.store(value.metricBits, ordering: .relaxed)
  }

  /// The level now.
  public var value: Value { Value(metricBits: cell.word.pointee.load(ordering: .relaxed)) }
}

extension Gauge where Value == Int64 {
  /// Raises the level, or lowers it by a negative amount.
  @inline(__always) public func add(_ amount: Int64) {
    cell.word.pointee.wrappingAdd(UInt64(bitPattern: amount), ordering: .relaxed)
  }
}
