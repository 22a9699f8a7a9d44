/// When a group is to be read: at the beats nearest to whole multiples of its minimum interval.
///
/// Rounding to the nearest beat keeps the rate when beats come a little early or late.
struct VitalsTurn {
  /// The longest interval in nanoseconds: a day.
  private static let longest: Int64 = 86_400_000_000_000

  private let interval: Int64
  private var start: Int64?
  private var last: Int64 = 0

  /// Makes turns with this interval, brought into the range from zero to a day.
  init(every interval: Duration) {
    self.interval = min(max(interval, .zero), .nanoseconds(Self.longest)).nanoseconds
  }

  /// Takes the turn of this moment, in nanoseconds of CLOCK_MONOTONIC; false if it has been taken
  /// already.
  mutating func take(at now: Int64) -> Bool {
    guard interval > 0 else { return true }
    guard let start else {
      start = now
      return true
    }
    let turn = (now &- start &+ interval / 2) / interval
    guard turn > last else { return false }
    last = turn
    return true
  }
}
