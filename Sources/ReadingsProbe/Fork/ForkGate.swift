import ReadingsFormat
import Synchronization

/// Keeps fork(2) out while a thread of the probe's own works, and those threads out while the
/// program forks.
///
/// A child inherits every lock that is taken at that moment, and with it the Swift runtime's own,
/// for which there is nobody to give them back. So a fork waits until the probe's threads sleep,
/// which takes some microseconds. It does not wait for long, though: a thread that takes longer
/// waits for a disk, and holds no lock of the runtime's meanwhile.
///
/// Forks may overlap without end. A thread of the probe's that finds some under way says that it
/// waits, and those that come later let it work first, once.
struct ForkGate: ~Copyable, Sendable {
  /// That of the process.
  static let shared = ForkGate()

  /// How long a fork waits at most, in nanoseconds.
  private static let patience: Int64 = 50_000_000

  private let storage = OwnedBytes(count: 192)

  // Each word has a cache line of its own. The memory is zeroed, aligned to 64 bytes, and
  // Atomic<UInt32> has the layout of its value.
  @inline(__always) private func word(_ number: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
    (storage.base + 64 * number).assumingMemoryBound(to: Atomic<UInt32>.self)
  }

  /// How many threads of the probe's work.
  private var working: UnsafeMutablePointer<Atomic<UInt32>> { word(0) }
  /// How many threads of the program fork.
  private var forking: UnsafeMutablePointer<Atomic<UInt32>> { word(1) }
  /// In the lowest 8 bits, how many threads of the probe's wait; above them, how many have waited.
  private var waiting: UnsafeMutablePointer<Atomic<UInt32>> { word(2) }
  private static let oneWaiting: UInt32 = 1
  private static let oneHasWaited: UInt32 = 1 << 8

  /// Makes sure that no thread has to meet the types and globals here for the first time.
  func prepare() {
    enter()
    leave()
  }

  /// Begins work, once nobody forks. For the probe's own threads.
  func enter() {
    if tryToEnter() { return }
    waiting.pointee.wrappingAdd(Self.oneWaiting, ordering: .sequentiallyConsistent)
    while true {
      let forks = forking.pointee.load(ordering: .sequentiallyConsistent)
      if forks == 0, tryToEnter() { break }
      if forks > 0 { SystemCall.futexWait(forking, expecting: forks, until: .max) }
    }
    waiting.pointee.wrappingAdd(
      Self.oneHasWaited &- Self.oneWaiting, ordering: .sequentiallyConsistent)
    SystemCall.futexWake(waiting, count: .max)
  }

  private func tryToEnter() -> Bool {
    working.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if forking.pointee.load(ordering: .sequentiallyConsistent) == 0 { return true }
    leave()
    return false
  }

  /// Ends work, or interrupts it for something that takes long.
  func leave() {
    let (_, left) = working.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    if left == 0, forking.pointee.load(ordering: .sequentiallyConsistent) > 0 {
      SystemCall.futexWake(working, count: .max)
    }
  }

  /// Closes the gate before a fork, and waits until nobody works.
  func close() {
    let deadline = SystemCall.monotonicNanoseconds + Self.patience
    letWork(until: deadline)
    forking.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while true {
      let count = working.pointee.load(ordering: .sequentiallyConsistent)
      if count == 0 || SystemCall.monotonicNanoseconds >= deadline { return }
      SystemCall.futexWait(working, expecting: count, until: deadline)
    }
  }

  /// Lets those work first who have been waiting for the forks that are under way, or one of them.
  private func letWork(until deadline: Int64) {
    let first = waiting.pointee.load(ordering: .sequentiallyConsistent)
    var now = first
    while now & (Self.oneHasWaited - 1) > 0, now / Self.oneHasWaited == first / Self.oneHasWaited,
      SystemCall.monotonicNanoseconds < deadline
    {
      SystemCall.futexWait(waiting, expecting: now, until: deadline)
      now = waiting.pointee.load(ordering: .sequentiallyConsistent)
    }
  }

  /// Opens the gate in the parent.
  func open() {
    forking.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    SystemCall.futexWake(forking, count: .max)
  }

  /// Opens the gate in the child, which has none of those threads.
  func reset() {
    for number in 0..<3 { word(number).pointee.store(0, ordering: .sequentiallyConsistent) }
  }
}
