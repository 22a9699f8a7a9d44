import CReadingsSystem
import Glibc
import Synchronization

/// Every call of the operating system, with errno turned into a typed error.
///
/// Interrupted calls are repeated. Each wrapper is named after its call; see its man page.
package enum SystemCall {
  /// Repeats `call` while a signal interrupts it; throws on −1. (errno(3))
  @inline(__always)
  @discardableResult
  private static func check<Result: SignedInteger>(
    _ call: () -> Result
  ) throws(Errno) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      let error = Errno.current
      if error != .interrupted { throw error }
    }
  }

  // MARK: Files

  /// open(2), always with `O_CLOEXEC`.
  package static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o644
  ) throws(Errno) -> Int32 {
    try check { Glibc.open(path, flags | O_CLOEXEC, mode) }
  }

  /// close(2). Never repeated: the descriptor is gone even when it reports an error.
  package static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  /// pread(2); fewer bytes than asked for mean the end of the file.
  package static func pread(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(Errno) -> Int {
    try check { Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// read(2).
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Int {
    try check { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// pwrite(2), until all is written.
  package static func pwriteAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: UInt64
  ) throws(Errno) {
    var rest = bytes
    var position = offset
    while !rest.isEmpty {
      let written = try check {
        Glibc.pwrite(descriptor, rest.baseAddress, rest.count, off_t(position))
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      position += UInt64(written)
    }
  }

  /// write(2), until all is written.
  package static func writeAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(Errno) {
    var rest = bytes
    while !rest.isEmpty {
      let written = try check { Glibc.write(descriptor, rest.baseAddress, rest.count) }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// What fstat(2) or stat(2) says of a file.
  package struct FileStatus {
    /// The size in bytes.
    package let size: UInt64
    package let isDirectory: Bool
    package let isRegular: Bool
    /// How many names the file has; 0 when it has been removed.
    package let linkCount: UInt64
    /// What tells the file from all others.
    package let identity: FileIdentity

    init(_ status: stat) {
      let type = status.st_mode & S_IFMT
      size = UInt64(max(0, status.st_size))
      isDirectory = type == S_IFDIR
      isRegular = type == S_IFREG
      linkCount = UInt64(status.st_nlink)
      identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }
  }

  /// The device and the inode number of a file.
  package struct FileIdentity: Equatable, Sendable {
    package let device: UInt64
    package let number: UInt64
  }

  /// fstat(2).
  package static func status(_ descriptor: Int32) throws(Errno) -> FileStatus {
    var status = stat()
    try check { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// stat(2).
  package static func status(path: String) throws(Errno) -> FileStatus {
    var status = stat()
    try check { stat(path, &status) }
    return FileStatus(status)
  }

  /// link(2).
  package static func link(_ old: String, to new: String) throws(Errno) {
    try check { Glibc.link(old, new) }
  }

  /// fdatasync(2): returns once the file's data, also what was stored through mappings, is on disk.
  package static func synchronizeData(_ descriptor: Int32) throws(Errno) {
    try check { fdatasync(descriptor) }
  }

  /// fcntl(2), F_DUPFD_CLOEXEC: another descriptor of the same open file.
  package static func duplicate(_ descriptor: Int32) throws(Errno) -> Int32 {
    try check { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
  }

  /// The names in a folder, in no order, without `.` and `..`. (opendir(3), readdir(3))
  package static func names(inFolder path: String) throws(Errno) -> [String] {
    guard let folder = opendir(path) else { throw .current }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The path from the root, so that chdir(2) does not change what it means. (getcwd(3))
  package static func absolutePath(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// unlink(2).
  package static func unlink(_ path: String) throws(Errno) { try check { Glibc.unlink(path) } }

  /// rename(2).
  package static func rename(_ old: String, to new: String) throws(Errno) {
    try check { Glibc.rename(old, new) }
  }

  /// readlink(2); what goes beyond 4096 bytes is cut off.
  package static func readLink(_ path: String) throws(Errno) -> String {
    var target = [UInt8](repeating: 0, count: 4096)
    let count = try check {
      target.withUnsafeMutableBytes {
        readlink(path, $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
      }
    }
    return String(decoding: target[..<count], as: UTF8.self)
  }

  /// flock(2), without waiting.
  package static func lock(_ descriptor: Int32, exclusively: Bool) throws(Errno) {
    try check { flock(descriptor, (exclusively ? LOCK_EX : LOCK_SH) | LOCK_NB) }
  }

  /// flock(2): gives a lock back.
  package static func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  /// ftruncate(2).
  package static func truncate(_ descriptor: Int32, to size: UInt64) throws(Errno) {
    try check { ftruncate(descriptor, off_t(size)) }
  }

  /// posix_fallocate(3): claims space, so that a full disk is an error now and no signal later.
  ///
  /// The limit on the size of files is looked up first (getrlimit(2)): to run into it is not only an
  /// error but a signal that kills.
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
      if error == 0 { return }
      if error != EINTR { throw Errno(rawValue: error) }
    }
  }

  // MARK: Memory

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

  // MARK: Process and time

  /// clock_gettime(2) in nanoseconds; the clocks asked for here always exist.
  package static func nanoseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    _ = clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// nanosleep(2), cut short by a signal.
  package static func sleep(nanoseconds: Int64) {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    _ = nanosleep(&time, nil)
  }

  /// CLOCK_MONOTONIC in nanoseconds.
  package static var monotonicNanoseconds: Int64 { nanoseconds(of: CLOCK_MONOTONIC) }

  /// CLOCK_BOOTTIME in nanoseconds: CLOCK_MONOTONIC and the time that the machine was suspended.
  package static var bootNanoseconds: Int64 { nanoseconds(of: CLOCK_BOOTTIME) }

  /// CLOCK_REALTIME in nanoseconds since 1970.
  package static var wallClockNanoseconds: Int64 { nanoseconds(of: CLOCK_REALTIME) }

  /// getrusage(2) of the process; its only failures are wrong arguments.
  package static func resourceUsage() -> rusage {
    var usage = rusage()
    _ = getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  /// getpid(2).
  package static var processID: Int32 { getpid() }

  /// The size of a memory page, from sysconf(3).
  package static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// The number of CPUs that the process may run on, from sched_getaffinity(2).
  package static var coreCount: Int {
    let count = Int(creadings_count_cpus())
    return count > 0 ? count : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The host's name, from gethostname(2).
  package static var hostName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard gethostname(buffer.baseAddress!, 255) == 0 else { return "" }
      buffer[255] = 0
      return String(cString: buffer.baseAddress!)
    }
  }

  /// Whether a descriptor is a terminal, from isatty(3).
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  // MARK: Threads

  /// futex(2): sleeps until a wake-up, a signal, or the given CLOCK_MONOTONIC time, unless the word
  /// differs from `expected`. The caller looks again itself, so it does not matter which it was.
  package static func futexWait(
    _ word: UnsafeRawPointer, expecting expected: UInt32, until nanoseconds: Int64
  ) {
    _ = creadings_futex_wait_until(word, expected, nanoseconds)
  }

  /// The value of a word that futex(2) waits on.
  package static func atomicLoad(_ word: UnsafePointer<UInt32>) -> UInt32 {
    // The layout of Atomic<UInt32> is that of its value.
    UnsafeRawPointer(word).assumingMemoryBound(to: Atomic<UInt32>.self).pointee
      .load(ordering: .acquiring)
  }

  /// futex(2): wakes up to `count` waiters.
  package static func futexWake(_ word: UnsafeRawPointer, count: Int32 = 1) {
    _ = creadings_futex_wake(word, count)
  }

  /// Names the calling thread and sets how late its timers may fire. (PR_SET_NAME,
  /// PR_SET_TIMERSLACK in prctl(2))
  package static func configureThread(name: StaticString, timerSlack: UInt64) {
    name.withUTF8Buffer { bytes in
      _ = bytes.withMemoryRebound(to: CChar.self) { creadings_set_thread_name($0.baseAddress) }
    }
    _ = creadings_set_timer_slack(timerSlack)
  }

  /// pthread_create(3), with signals blocked: a host's handlers must not run on our thread. Those
  /// that a fault of the thread itself raises stay open, so that its end is seen as usual.
  package static func startThread(
    stackSize: Int, _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?,
    argument: UnsafeMutableRawPointer
  ) throws(Errno) -> pthread_t {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGBUS)
    sigdelset(&all, SIGSEGV)
    sigdelset(&all, SIGILL)
    sigdelset(&all, SIGFPE)
    sigdelset(&all, SIGTRAP)
    sigdelset(&all, SIGABRT)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let error = pthread_create(&thread, &attributes, body, argument)
    guard error == 0 else { throw Errno(rawValue: error) }
    return thread
  }

  /// pthread_sigmask(3), SIG_UNBLOCK: has the calling thread take a signal.
  package static func unblock(signal: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// pthread_join(3).
  package static func join(_ thread: pthread_t) { pthread_join(thread, nil) }

  /// pthread_detach(3).
  package static func detach(_ thread: pthread_t) { pthread_detach(thread) }
}
