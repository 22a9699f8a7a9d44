#if os(Linux)

  import CReadingsSystem
  import Glibc

  /// What other platforms have another call for.
  extension SystemCall {
    /// What pthread_create(3) runs.
    package typealias ThreadBody =
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?

    /// posix_fallocate(3): claims space, so that a full disk is an error now and no signal later.
    ///
    /// The limit on the size of files is looked up first (getrlimit(2)): to run into it is not only
    /// an error but a signal that kills.
    package static func allocate(
      _ descriptor: Int32, from offset: UInt64, count: UInt64
    ) throws(Errno) {
      var limit = rlimit()
      if getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
        limit.rlim_cur != rlim_t.max, offset + count > UInt64(limit.rlim_cur)
      {
        throw .fileTooLarge
      }
      while true {
        let error = posix_fallocate(descriptor, off_t(offset), off_t(count))
        switch error {
        case 0: return
        case EINTR: continue
        // The C library takes other ways by itself where a file system has no such call, but not where a
        // filter (seccomp(2)) forbids it.
        case EPERM, ENOSYS: return try writeZeros(descriptor, from: offset, count: count)
        default: throw Errno(rawValue: error)
        }
      }
    }

    /// Claims space by writing to it.
    private static func writeZeros(
      _ descriptor: Int32, from offset: UInt64, count: UInt64
    ) throws(Errno) {
      let size = Int(min(count, 64 << 10))
      let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
      defer { zeros.deallocate() }
      zeros.initializeMemory(as: UInt8.self, repeating: 0)
      var written: UInt64 = 0
      while written < count {
        let part = Int(min(UInt64(size), count - written))
        try pwriteAll(
          descriptor, UnsafeRawBufferPointer(rebasing: zeros[..<part]), at: offset + written)
        written += UInt64(part)
      }
    }

    /// renameat2(2), RENAME_NOREPLACE: throws `.fileExists` if there is a file of that name.
    package static func renameExclusively(_ old: String, to new: String) throws(Errno) {
      try check { creadings_rename_exclusively(old, new) }
    }

    /// madvise(2), MADV_POPULATE_WRITE: maps pages for writing. Before Linux 5.14 it does nothing, and
    /// the first store to each page maps it.
    package static func populate(_ base: UnsafeMutableRawPointer, count: Int) {
      _ = madvise(base, count, Int32(MADV_POPULATE_WRITE))
    }

    /// fdatasync(2): returns once the file's data, also what was stored through mappings, is on disk.
    package static func synchronizeData(_ descriptor: Int32) throws(Errno) {
      try check { fdatasync(descriptor) }
    }

    /// CLOCK_MONOTONIC in nanoseconds.
    package static var monotonicNanoseconds: Int64 { nanoseconds(of: CLOCK_MONOTONIC) }

    /// CLOCK_BOOTTIME in nanoseconds: CLOCK_MONOTONIC and the time that the machine was suspended.
    package static var bootNanoseconds: Int64 { nanoseconds(of: CLOCK_BOOTTIME) }

    /// getrusage(2) of the process; its only failures are wrong arguments.
    package static func resourceUsage(into usage: UnsafeMutablePointer<rusage>) {
      _ = getrusage(Int32(RUSAGE_SELF.rawValue), usage)
    }
  }

#endif
