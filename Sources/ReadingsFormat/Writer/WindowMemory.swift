import CReadingsSystem
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The memory of a file window: a guarded shared mapping of the file, or a copy of a part of it.
///
/// Invariants: `base` is valid for `count` bytes until deinit or `move`. A mapping has a guard,
/// which keeps a store beyond the file's end from killing the process (mapping_guard.c); where no
/// guard can be had there is no mapping.
struct WindowMemory: ~Copyable {
  private(set) var base: UnsafeMutableRawPointer
  private var count: Int
  /// The number of the mapping's guard, or −1 if the memory is a copy.
  private var guardNumber: Int32
  private var loss: UnsafeRawPointer?

  /// Maps a part of a file, or makes a copy if the file system knows no shared mappings.
  init(
    _ descriptor: Int32, from offset: UInt64, count: Int, storage: LogWriter.Storage
  ) throws(Errno) {
    self.count = count
    if storage == .mapped,
      let mapping = try Self.map(descriptor, from: offset, count: count)
    {
      base = mapping.base
      guardNumber = mapping.guardNumber
      loss = mapping.loss
    } else {
      base = try SystemCall.mapAnonymous(count: count)
      guardNumber = -1
      loss = nil
    }
  }

  deinit { release() }

  /// Whether the memory is the file's own.
  @inline(__always) var isMapped: Bool { guardNumber >= 0 }

  /// Whether a store into the mapping did not reach the file.
  @inline(__always) var isLost: Bool {
    guard let loss else { return false }
    // Written by the fault's handler in the middle of a store of this very thread.
    return loss.assumingMemoryBound(to: Atomic<UInt32>.self).pointee.load(ordering: .relaxed) != 0
  }

  /// Replaces the memory by that of another part of the file, `distance` bytes further on.
  ///
  /// On failure nothing has changed.
  mutating func move(
    by distance: Int, to offset: UInt64, count newCount: Int, of descriptor: Int32
  ) throws(Errno) {
    if isMapped {
      if isLost { throw .inputOutput }
      guard let mapping = try Self.map(descriptor, from: offset, count: newCount) else {
        throw .noMemory
      }
      release()
      base = mapping.base
      guardNumber = mapping.guardNumber
      loss = mapping.loss
    } else {
      let copy = try SystemCall.mapAnonymous(count: newCount)
      copy.copyMemory(from: base + distance, byteCount: min(count - distance, newCount))
      release()
      base = copy
    }
    count = newCount
  }

  /// Has the pages of a range mapped for writing, so that the stores to come find them there.
  func prepare(_ range: Range<Int>) {
    let page = SystemCall.pageSize
    let first = range.lowerBound & ~(page - 1)
    if isMapped { SystemCall.populate(base + first, count: min(range.upperBound, count) - first) }
  }

  /// Takes the whole pages of a range, which nobody touches for now, out of the process's resident
  /// set. What was stored there is in the file.
  func forget(_ range: Range<Int>) {
    let page = SystemCall.pageSize
    let first = (range.lowerBound + page - 1) & ~(page - 1)
    let last = range.upperBound & ~(page - 1)
    if isMapped, first < last { SystemCall.forget(base + first, count: last - first) }
  }

  private func release() {
    if isMapped { creadings_unguard_mapping(guardNumber) }
    SystemCall.unmap(base, count: count)
  }

  private struct Mapping {
    let base: UnsafeMutableRawPointer
    let guardNumber: Int32
    let loss: UnsafeRawPointer
  }

  /// A guarded mapping; `nil` where the file system knows none or no guard is to be had.
  private static func map(
    _ descriptor: Int32, from offset: UInt64, count: Int
  ) throws(Errno) -> Mapping? {
    let base: UnsafeMutableRawPointer
    do throws(Errno) {
      base = try SystemCall.mapShared(descriptor, from: offset, count: count)
    } catch {
      if error == .noMemory { throw error }
      return nil
    }
    let number = creadings_guard_mapping(base, count)
    guard number >= 0, let loss = creadings_mapping_loss(number) else {
      SystemCall.unmap(base, count: count)
      return nil
    }
    return Mapping(base: base, guardNumber: number, loss: UnsafeRawPointer(loss))
  }
}
