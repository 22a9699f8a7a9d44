import ReadingsFormat
import Synchronization

/// Lets threads wait until the heartbeat thread has got somewhere.
///
/// Announcing costs a system call only while somebody waits.
struct ChangeSignal: ~Copyable, Sendable {
  private let storage = OwnedBytes(count: 128)

  // The memory is zeroed, aligned to 64 bytes, and an Atomic has the layout of its value.
  @inline(__always) private var word: UnsafeMutablePointer<Atomic<UInt32>> {
    storage.base.assumingMemoryBound(to: Atomic<UInt32>.self)
  }
  @inline(__always) private var waiters: UnsafeMutablePointer<Atomic<UInt32>> {
    (storage.base + 64).assumingMemoryBound(to: Atomic<UInt32>.self)
  }

  /// Makes all who wait look again. What they look at must have been stored before.
  func announce() {
    word.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if waiters.pointee.load(ordering: .sequentiallyConsistent) > 0 {
      SystemCall.futexWake(storage.base, count: .max)
    }
  }

  /// The same where it happens often and is awaited seldom. What is looked at must have been stored with
  /// sequential consistency: then either this sees who waits, or they see that.
  @inline(__always) func announceIfAwaited() {
    if waiters.pointee.load(ordering: .sequentiallyConsistent) > 0 { announce() }
  }

  /// Sleeps for as long as `condition` holds; false if it still does at the given CLOCK_MONOTONIC
  /// time.
  func wait(until deadline: Int64, while condition: () -> Bool) -> Bool {
    waiters.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { waiters.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    while true {
      let seen = word.pointee.load(ordering: .sequentiallyConsistent)
      guard condition() else { return true }
      guard SystemCall.monotonicNanoseconds < deadline else { return false }
      SystemCall.futexWait(storage.base, expecting: seen, until: deadline)
    }
  }
}
