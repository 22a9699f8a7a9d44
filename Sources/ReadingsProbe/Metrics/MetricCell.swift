import ReadingsFormat
import Synchronization

/// The value of one gauge, at an address that never moves and on a cache line of its own.
///
/// Any thread may store to it, without a lock; the heartbeat reads it.
final class MetricCell: Sendable {
  private let storage = OwnedBytes(count: 64)

  /// The value's 64 bits.
  @inline(__always) var word: UnsafeMutablePointer<Atomic<UInt64>> {
    // The memory is zeroed, aligned to 64 bytes, and Atomic<UInt64> has the layout of its value.
    storage.base.assumingMemoryBound(to: Atomic<UInt64>.self)
  }
}
