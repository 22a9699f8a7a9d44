/// The times at which beats are due: the start plus whole multiples of the interval.
///
/// Beats that were missed are skipped and show as a gap; they are never caught up in a burst.
struct HeartbeatSchedule: Sendable, Equatable {
  /// When the schedule starts, in nanoseconds of CLOCK_MONOTONIC.
  let start: Int64
  /// The interval in nanoseconds, 1 or more.
  let interval: Int64

  /// The first beat that is due after `now`.
  func next(after now: Int64) -> Int64 {
    guard now >= start else { return start }
    return start + ((now - start) / interval + 1) * interval
  }
}
