#if canImport(Darwin)

  // mach_task_self_ is a global variable that nobody changes.
  @preconcurrency import Darwin

  /// What only Darwin has.
  extension SystemCall {
    /// What pthread_create(3) runs.
    package typealias ThreadBody =
      @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?

    /// fcntl(2), F_PREALLOCATE, and ftruncate(2): claims space, so that a full disk is an error now
    /// and no signal later.
    package static func allocate(
      _ descriptor: Int32, from offset: UInt64, count: UInt64
    ) throws(Errno) {
      var limit = rlimit()
      if getrlimit(RLIMIT_FSIZE, &limit) == 0, limit.rlim_cur < rlim_t(Int64.max),
        offset + count > UInt64(limit.rlim_cur)
      {
        throw .fileTooLarge
      }
      var request = fstore_t(
        fst_flags: UInt32(F_ALLOCATEALL), fst_posmode: F_PEOFPOSMODE, fst_offset: 0,
        fst_length: off_t(count), fst_bytesalloc: 0)
      try check { fcntl(descriptor, F_PREALLOCATE, &request) }
      try truncate(descriptor, to: offset + count)
    }

    /// renamex_np(2), RENAME_EXCL: throws `.fileExists` if there is a file of that name.
    package static func renameExclusively(_ old: String, to new: String) throws(Errno) {
      try check { renamex_np(old, new, UInt32(RENAME_EXCL)) }
    }

    /// Does nothing: the first store to each page maps it.
    package static func populate(_ base: UnsafeMutableRawPointer, count: Int) {}

    /// fcntl(2), F_FULLFSYNC: returns once the file's data is on disk.
    package static func synchronizeData(_ descriptor: Int32) throws(Errno) {
      try check { fcntl(descriptor, F_FULLFSYNC) }
    }

    /// CLOCK_UPTIME_RAW in nanoseconds, which stands still while the machine sleeps.
    package static var monotonicNanoseconds: Int64 { nanoseconds(of: CLOCK_UPTIME_RAW) }

    /// CLOCK_MONOTONIC_RAW in nanoseconds, which goes on while the machine sleeps.
    package static var bootNanoseconds: Int64 { nanoseconds(of: CLOCK_MONOTONIC_RAW) }

    /// getrusage(2) of the process; its only failures are wrong arguments.
    package static func resourceUsage(into usage: UnsafeMutablePointer<rusage>) {
      _ = getrusage(RUSAGE_SELF, usage)
    }

    /// task_info(MACH_TASK_BASIC_INFO) of this process, in bytes; nil if there is no telling.
    package static func taskMemory() -> (virtual: UInt64, resident: UInt64, peak: UInt64)? {
      var info = mach_task_basic_info()
      let words = MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size
      var count = mach_msg_type_number_t(words)
      let result = withUnsafeMutablePointer(to: &info) { info in
        info.withMemoryRebound(to: integer_t.self, capacity: words) {
          task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
        }
      }
      guard result == KERN_SUCCESS else { return nil }
      return (
        UInt64(info.virtual_size), UInt64(info.resident_size), UInt64(info.resident_size_max)
      )
    }

    /// The executable's name, from getprogname(3).
    package static var programName: String? { getprogname().map { String(cString: $0) } }

    /// A value of sysctl(3) that is text of up to 255 bytes.
    package static func systemText(_ name: String) -> String? {
      var text = [UInt8](repeating: 0, count: 256)
      var count = text.count
      guard sysctlbyname(name, &text, &count, nil, 0) == 0 else { return nil }
      let bytes = text.prefix { $0 != 0 }
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

#endif
