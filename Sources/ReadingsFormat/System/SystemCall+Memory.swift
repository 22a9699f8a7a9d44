#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Mappings.
extension SystemCall {
  /// mmap(2), shared, for reading and writing. Without reading ahead (MADV_RANDOM in madvise(2)):
  /// there is nothing to read in space that was just claimed. Not for children of fork(2)
  /// (MADV_DONTFORK): a mapping keeps the file open, and with it the lock.
  package static func mapShared(
    _ descriptor: Int32, from offset: UInt64, count: Int
  ) throws(Errno) -> UnsafeMutableRawPointer {
    guard
      let base = mmap(
        nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(offset)),
      base != MAP_FAILED
    else { throw .current }
    _ = madvise(base, count, Int32(MADV_RANDOM))
    _ = madvise(base, count, Int32(MADV_DONTFORK))
    return base
  }

  /// munmap(2).
  package static func unmap(_ base: UnsafeMutableRawPointer, count: Int) {
    _ = munmap(base, count)
  }

  /// madvise(2), MADV_DONTNEED: takes pages of a shared mapping out of the resident set.
  package static func forget(_ base: UnsafeMutableRawPointer, count: Int) {
    _ = madvise(base, count, Int32(MADV_DONTNEED))
  }

  /// mmap(2), private and anonymous: zeros that take no memory until they are touched.
  package static func mapAnonymous(count: Int) throws(Errno) -> UnsafeMutableRawPointer {
    guard
      let base = mmap(
        nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | Int32(MAP_ANONYMOUS), -1, 0),
      base != MAP_FAILED
    else { throw .current }
    return base
  }
}
