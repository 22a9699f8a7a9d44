/// A total of the program's own that grows, such as requests served.
///
/// Copies share the value. Any thread may add, without a lock, without allocation, and without an
/// atomic operation: each thread counts for itself, and the heartbeat adds up.
public struct Counter: Sendable {
  let cells: CounterCells

  /// Adds to the total. Totals wrap around at the ends of `Int64`.
  @inline(__always) public func add(_ amount: Int64 = 1) {
    cells.add(UInt64(bitPattern: amount))
  }

  /// The total now.
  public var value: Int64 { Int64(bitPattern: CounterCells.total(at: cells.base)) }
}
