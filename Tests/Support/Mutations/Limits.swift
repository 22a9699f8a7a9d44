import Foundation
import Glibc

/// What reading a file may take: a second of CPU time, and 64 MiB and twice its size of memory.
enum Limits {
  /// The seconds of CPU time: more where nothing is optimised.
  static let seconds: Int = {
    #if DEBUG
      20
    #else
      1
    #endif
  }()

  /// Runs `body`, and has a signal end the process if it takes too long: SIGPROF for CPU time, SIGALRM
  /// for waiting.
  static func timed<Result>(_ body: () throws -> Result) rethrows -> Result {
    set(ITIMER_PROF, seconds: seconds)
    set(ITIMER_REAL, seconds: 60)
    defer {
      set(ITIMER_PROF, seconds: 0)
      set(ITIMER_REAL, seconds: 0)
    }
    return try body()
  }

  private static func set(_ timer: __itimer_which, seconds: Int) {
    var value = itimerval()
    value.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(timer.rawValue), &value, nil)
  }

  /// The bytes that may be resident while a file of a size is read.
  static func memory(fileSize: Int) -> Int { (64 << 20) + 2 * fileSize }

  /// Forgets the peak of the resident set. (proc_pid_clear_refs(5))
  static func forgetPeak() {
    let file = open("/proc/self/clear_refs", O_WRONLY)
    guard file >= 0 else { return }
    write(file, "5", 1)
    close(file)
  }

  /// The peak of the resident set in bytes. (VmHWM in proc_pid_status(5))
  static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let digits = line?.filter(\.isNumber)
    return (digits.flatMap { Int($0) } ?? 0) << 10
  }
}
