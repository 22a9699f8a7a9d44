import ReadingsFormat
import Synchronization

/// A metric of the program's own: its column, and where its values come from.
struct Metric: Sendable {
  /// Where values come from.
  enum Source: Sendable {
    /// A level that is set.
    case gauge(MetricCell)
    /// A total that is added to.
    case counter(CounterCells)
    /// A function that is called at each beat.
    case function(@Sendable () -> UInt64)
    /// A word of the program's that is read at each row.
    case word(ObservedWord)
  }

  let column: Column
  let source: Source
}

/// A word of the program's own memory, which the program keeps valid until the metric is removed.
struct ObservedWord: @unchecked Sendable {
  /// Read as an atomic: the program may write it at any time.
  let pointer: UnsafePointer<Atomic<UInt64>>

  /// The word at an address; nil if it is not aligned to eight bytes.
  init?(_ address: UnsafeRawPointer) {
    guard Int(bitPattern: address) & 7 == 0 else { return nil }
    // The layout of Atomic<UInt64> is that of its value.
    pointer = address.assumingMemoryBound(to: Atomic<UInt64>.self)
  }
}
