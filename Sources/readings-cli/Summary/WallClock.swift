import Glibc

/// A moment of the wall clock.
enum WallClock {
  /// A number of nanoseconds since 1970 as UTC in ISO 8601: `2026-11-22T11:21:21.123Z`.
  static func text(nanoseconds: Int64) -> String {
    var seconds = time_t(nanoseconds / 1_000_000_000)
    var rest = nanoseconds % 1_000_000_000
    if rest < 0 {
      rest += 1_000_000_000
      seconds -= 1
    }
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "\(nanoseconds) ns" }
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date =
      "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
    let clock = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
    return "\(date)T\(clock).\(padded(Int32(rest / 1_000_000), 3))Z"
  }
}
