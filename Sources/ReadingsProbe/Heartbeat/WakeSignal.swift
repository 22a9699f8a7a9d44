import ReadingsFormat
import Synchronization

/// Wakes the heartbeat thread before its next beat.
///
/// `raise` may be called from any thread; only the first one after a wake-up costs a system call.
struct WakeSignal: ~Copyable, Sendable {
  private let storage = OwnedBytes(count: 64)

  @inline(__always) private var word: UnsafeMutablePointer<Atomic<UInt32>> {
    // The memory is zeroed, aligned to 64 bytes, and Atomic<UInt32> has the layout of its value.
    storage.base.assumingMemoryBound(to: Atomic<UInt32>.self)
  }

  /// Wakes the heartbeat thread, now or as soon as it wants to sleep.
  func raise() {
    if word.pointee.exchange(1, ordering: .acquiringAndReleasing) == 0 {
      SystemCall.futexWake(storage.base)
    }
  }

  /// Sleeps until the given CLOCK_MONOTONIC time, and returns before it if the signal is raised. The
  /// program may fork meanwhile.
  func wait(until nanoseconds: Int64) {
    if word.pointee.load(ordering: .acquiring) == 0 {
      ForkGate.leave()
      SystemCall.futexWait(storage.base, expecting: 0, until: nanoseconds)
      ForkGate.enter()
    }
    // An exchange, not a store: what the last to raise the signal did before is visible from here on.
    _ = word.pointee.exchange(0, ordering: .acquiringAndReleasing)
  }
}
