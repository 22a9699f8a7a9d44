import ReadingsFormat
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What happens in a child of fork(2): it knows that it is one, without a system call, and has none
/// of its parent's recordings open, whose locks it would hold otherwise.
enum ForkWatch {
  private static let count = Atomic<Int>(0)
  /// Descriptors of recordings, each plus one; 0 is a free place.
  private static let descriptors = DescriptorTable()

  /// The handler is registered once, when the first probe is made.
  private static let registration: Void = {
    descriptors.touch()
    ForkGate.prepare()
    _ = pthread_atfork({ ForkGate.close() }, { ForkGate.open() }) {
      // Nothing here may lock or allocate: any of the parent's threads may have held a lock.
      ForkGate.reset()
      ForkWatch.count.add(1, ordering: .relaxed)
      ForkWatch.descriptors.closeAll()
    }
  }()

  /// The forks so far. Call it once before the fork that is to be noticed.
  static var now: Int {
    _ = registration
    return count.load(ordering: .relaxed)
  }

  /// Has a descriptor closed in every child.
  static func watch(_ descriptor: Int32) { descriptors.insert(descriptor) }

  /// Forgets a descriptor; call it before the descriptor is closed.
  static func forget(_ descriptor: Int32) { descriptors.remove(descriptor) }
}

/// A fixed number of descriptors, kept without locks.
private struct DescriptorTable: ~Copyable, Sendable {
  /// More recordings at once than any process has.
  private static let capacity = 256
  private let storage = OwnedBytes(count: 4 * capacity)

  private func place(_ index: Int) -> UnsafeMutablePointer<Atomic<Int32>> {
    // The memory is zeroed, and Atomic<Int32> has the layout of its value.
    (storage.base + 4 * index).assumingMemoryBound(to: Atomic<Int32>.self)
  }

  /// Makes sure that the table exists.
  func touch() {}

  func insert(_ descriptor: Int32) {
    for index in 0..<Self.capacity {
      let (exchanged, _) = place(index).pointee.compareExchange(
        expected: 0, desired: descriptor + 1, ordering: .relaxed)
      if exchanged { return }
    }
  }

  func remove(_ descriptor: Int32) {
    for index in 0..<Self.capacity {
      let (exchanged, _) = place(index).pointee.compareExchange(
        expected: descriptor + 1, desired: 0, ordering: .relaxed)
      if exchanged { return }
    }
  }

  func closeAll() {
    for index in 0..<Self.capacity {
      let descriptor = place(index).pointee.exchange(0, ordering: .relaxed) - 1
      if descriptor >= 0 { SystemCall.close(descriptor) }
    }
  }
}
