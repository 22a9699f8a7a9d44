import CReadingsSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Every call of the operating system, with errno turned into a typed error.
///
/// Interrupted calls are repeated. Each wrapper is named after its call; see its man page.
package enum SystemCall {
  /// Repeats `call` while a signal interrupts it; throws on −1. (errno(3))
  @inline(__always)
  @discardableResult
  static func check<Result: SignedInteger>(
    _ call: () -> Result
  ) throws(Errno) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      let error = Errno.current
      if error != .interrupted { throw error }
    }
  }

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

  /// CLOCK_REALTIME in nanoseconds since 1970.
  package static var wallClockNanoseconds: Int64 { nanoseconds(of: CLOCK_REALTIME) }

  /// This moment in UTC, to the second, such as `20260131T120000Z`. (gmtime_r(3))
  package static var timestamp: String {
    var now = time_t(wallClockNanoseconds / 1_000_000_000)
    var parts = tm()
    guard gmtime_r(&now, &parts) != nil else { return "0" }
    func digits(_ value: Int32, _ count: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    let month = digits(parts.tm_mon + 1, 2)
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits($0, 2) }.joined()
    return "\(digits(parts.tm_year + 1900, 4))\(month)\(digits(parts.tm_mday, 2))T\(time)Z"
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
}
