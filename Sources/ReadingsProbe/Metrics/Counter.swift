/// A total of the program's own that grows, such as requests served.
///
/// Copies share the value. Any thread may add, without a lock and without allocation.
public struct Counter: Sendable {
  let cell: MetricCell

  /// Adds to the total. Totals wrap around at the ends of `Int64`.
  @inline(__always) public func add(_ amount: Int64 = 1) {
    cell.word.pointee.wrappingAdd(UInt64(bitPattern: amount), ordering: .relaxed)
  }

  /// The total now.
  public var value: Int64 { Int64(bitPattern: cell.word.pointee.load(ordering: .relaxed)) }
}
