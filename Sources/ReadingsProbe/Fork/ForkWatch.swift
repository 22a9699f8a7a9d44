import CReadingsSystem
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
  /// Descriptors of recordings.
  private static let descriptors = DescriptorTable()

  /// The handler is registered once, when the first probe is made.
  private static let registration: Void = {
    // From here on the process calls this code, whatever becomes of the library that it came in.
    creadings_stay_loaded()
    descriptors.touch()
    ForkGate.shared.prepare()
    _ = pthread_atfork({ ForkGate.shared.close() }, { ForkGate.shared.open() }) {
      // Nothing here may lock or allocate: any of the parent's threads may have held a lock.
      ForkGate.shared.reset()
      ForkWatch.count.add(1, ordering: .relaxed)
      ForkWatch.descriptors.closeAll()
    }
  }()

  /// The forks so far. Call it once before the fork that is to be noticed.
  static var now: Int {
    _ = registration
    return count.load(ordering: .relaxed)
  }

  /// Has a descriptor closed in every child, if it is still that of the same file there.
  static func watch(_ descriptor: Int32, _ file: SystemCall.FileIdentity) {
    descriptors.insert(descriptor, file)
  }

  /// Forgets a descriptor; call it before that is closed.
  static func forget(_ descriptor: Int32, _ file: SystemCall.FileIdentity) {
    descriptors.remove(descriptor, file)
  }
}

extension ForkWatch {
  /// Has a writer's file closed in every child.
  static func watch(_ writer: borrowing LogWriter) { watch(writer.descriptor, writer.identity) }

  /// Forgets a writer's file; call it before the writer goes.
  static func forget(_ writer: borrowing LogWriter) { forget(writer.descriptor, writer.identity) }
}

/// A fixed number of descriptors and their files, kept without locks. One thread at a time puts a file in
/// or takes it out; a child of a fork reads.
private struct DescriptorTable: ~Copyable, Sendable {
  /// More recordings at once than any process has.
  private static let capacity = 256
  /// A descriptor plus one, or 0 for a free place; device and inode.
  private static let stride = 24
  private let storage = OwnedBytes(count: stride * capacity)

  private func word(_ place: Int, _ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    // The memory is zeroed, and Atomic<UInt64> has the layout of its value.
    (storage.base + Self.stride * place + 8 * index)
      .assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// Makes sure that the table exists.
  func touch() {}

  func insert(_ descriptor: Int32, _ file: SystemCall.FileIdentity) {
    for place in 0..<Self.capacity {
      // Taken, but for nobody to close, until it is known which file it is.
      let (exchanged, _) = word(place, 0).pointee.compareExchange(
        expected: 0, desired: .max, ordering: .relaxed)
      guard exchanged else { continue }
      word(place, 1).pointee.store(file.device, ordering: .relaxed)
      word(place, 2).pointee.store(file.number, ordering: .relaxed)
      word(place, 0).pointee.store(UInt64(descriptor) + 1, ordering: .releasing)
      return
    }
  }

  func remove(_ descriptor: Int32, _ file: SystemCall.FileIdentity) {
    for place in 0..<Self.capacity where self.file(place) == file {
      let (exchanged, _) = word(place, 0).pointee.compareExchange(
        expected: UInt64(descriptor) + 1, desired: 0, ordering: .relaxed)
      if exchanged { return }
    }
  }

  /// Closes those that are still what they were.
  func closeAll() {
    for place in 0..<Self.capacity {
      guard let file = file(place) else { continue }
      let descriptor = Int32(word(place, 0).pointee.load(ordering: .relaxed) - 1)
      word(place, 0).pointee.store(0, ordering: .relaxed)
      if (try? SystemCall.status(descriptor).identity) == file { SystemCall.close(descriptor) }
    }
  }

  private func file(_ place: Int) -> SystemCall.FileIdentity? {
    let descriptor = word(place, 0).pointee.load(ordering: .acquiring)
    guard descriptor != 0, descriptor != .max else { return nil }
    return SystemCall.FileIdentity(
      device: word(place, 1).pointee.load(ordering: .relaxed),
      number: word(place, 2).pointee.load(ordering: .relaxed))
  }
}
