import ReadingsFormat
import Synchronization

/// Wakes the heartbeat thread before its next beat.
///
/// `raise` may be called from any thread; only the first one after the thread went to sleep costs a
/// system call.
struct WakeSignal: ~Copyable, Sendable {
  /// The thread works, and looks for what there is to do before it sleeps.
  private static let awake: UInt32 = 0
  /// There is something to do.
  private static let raised: UInt32 = 1
  /// The thread sleeps, or is about to.
  private static let asleep: UInt32 = 2

  private let storage = OwnedBytes(count: 64)

  @inline(__always) private var word: UnsafeMutablePointer<Atomic<UInt32>> {
    // The memory is zeroed, aligned to 64 bytes, and Atomic<UInt32> has the layout of its value.
    storage.base.assumingMemoryBound(to: Atomic<UInt32>.self)
  }

  /// Wakes the heartbeat thread, now or as soon as it wants to sleep.
  @inline(__always) func raise() {
    // Exchanged even if it is raised already: whoever lowers the signal sees what was done before
    // every raise that it stands for.
    if word.pointee.exchange(Self.raised, ordering: .acquiringAndReleasing) == Self.asleep {
      SystemCall.futexWake(storage.base)
    }
  }

  /// Sleeps until the given CLOCK_MONOTONIC time, and returns before it if the signal is raised. The
  /// program may fork meanwhile.
  func wait(until nanoseconds: Int64) {
    let (isAsleep, _) = word.pointee.compareExchange(
      expected: Self.awake, desired: Self.asleep, ordering: .acquiringAndReleasing)
    if isAsleep {
      ForkGate.shared.leave()
      SystemCall.futexWait(storage.base, expecting: Self.asleep, until: nanoseconds)
      ForkGate.shared.enter()
    }
    // An exchange, not a store: what the last to raise the signal did before is visible from here on.
    _ = word.pointee.exchange(Self.awake, ordering: .acquiringAndReleasing)
  }
}
