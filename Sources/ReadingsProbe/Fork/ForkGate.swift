import ReadingsFormat
import Synchronization

/// Keeps fork(2) out while a thread of the probe's own works, and those threads out while the
/// program forks.
///
/// A child inherits every lock that is taken at that moment, and with it the Swift runtime's own,
/// for which there is nobody to give them back. So a fork waits until the probe's threads sleep,
/// which takes some microseconds. It does not wait for long, though: a thread that takes longer
/// waits for a disk, and holds no lock of the runtime's meanwhile.
enum ForkGate {
  /// How long a fork waits at most, in nanoseconds.
  private static let patience: Int64 = 50_000_000

  private static let words = Words()

  /// The words of the gate, each in a cache line of its own.
  private struct Words: ~Copyable, Sendable {
    private let storage = OwnedBytes(count: 128)

    // The memory is zeroed, aligned to 64 bytes, and Atomic<UInt32> has the layout of its value.
    @inline(__always) var working: UnsafeMutablePointer<Atomic<UInt32>> {
      storage.base.assumingMemoryBound(to: Atomic<UInt32>.self)
    }
    @inline(__always) var forking: UnsafeMutablePointer<Atomic<UInt32>> {
      (storage.base + 64).assumingMemoryBound(to: Atomic<UInt32>.self)
    }
  }

  /// How many threads of the probe's work.
  private static var working: UnsafeMutablePointer<Atomic<UInt32>> { words.working }
  /// How many threads of the program fork.
  private static var forking: UnsafeMutablePointer<Atomic<UInt32>> { words.forking }

  /// Makes sure that no thread has to meet the types and globals here for the first time.
  static func prepare() {
    enter()
    leave()
  }

  /// Begins work, once nobody forks. For the probe's own threads.
  static func enter() {
    while true {
      working.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
      let forks = forking.pointee.load(ordering: .sequentiallyConsistent)
      if forks == 0 { return }
      leave()
      SystemCall.futexWait(forking, expecting: forks, until: .max)
    }
  }

  /// Ends work, or interrupts it for something that takes long.
  static func leave() {
    let (_, left) = working.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    if left == 0, forking.pointee.load(ordering: .sequentiallyConsistent) > 0 {
      SystemCall.futexWake(working, count: .max)
    }
  }

  /// Closes the gate before a fork, and waits until nobody works.
  static func close() {
    forking.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    let deadline = SystemCall.monotonicNanoseconds + patience
    while true {
      let count = working.pointee.load(ordering: .sequentiallyConsistent)
      if count == 0 || SystemCall.monotonicNanoseconds >= deadline { return }
      SystemCall.futexWait(working, expecting: count, until: deadline)
    }
  }

  /// Opens the gate in the parent.
  static func open() {
    forking.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    SystemCall.futexWake(forking, count: .max)
  }

  /// Opens the gate in the child, which has none of those threads.
  static func reset() {
    working.pointee.store(0, ordering: .sequentiallyConsistent)
    forking.pointee.store(0, ordering: .sequentiallyConsistent)
  }
}
