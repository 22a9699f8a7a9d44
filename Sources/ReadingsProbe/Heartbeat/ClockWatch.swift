import ReadingsFormat

/// Notices what CLOCK_MONOTONIC doesn't show: that the wall clock was set, and that the machine was
/// suspended.
struct ClockWatch {
  /// The readings of the three clocks at one moment, in nanoseconds.
  struct Reading {
    var monotonic: Int64
    var wall: Int64
    /// CLOCK_BOOTTIME, which goes on while the machine is suspended.
    var boot: Int64

    static var now: Reading {
      Reading(
        monotonic: SystemCall.monotonicNanoseconds, wall: SystemCall.wallClockNanoseconds,
        boot: SystemCall.bootNanoseconds)
    }
  }

  /// How often to look, in nanoseconds.
  private static let interval: Int64 = 1_000_000_000
  /// What counts as a step and not as the clocks' being disciplined or read one after the other.
  private static let threshold: Int64 = 100_000_000

  private var last: Reading
  private var nextLook: Int64

  init(_ reading: Reading = .now) {
    last = reading
    nextLook = reading.monotonic + Self.interval
  }

  /// Whether it is time to look again.
  @inline(__always) func isDue(at now: Int64) -> Bool { now >= nextLook }

  /// What happened since the last look, as the label of an event.
  mutating func change(_ reading: Reading = .now) -> String? {
    defer {
      last = reading
      nextLook = reading.monotonic + Self.interval
    }
    let passed = reading.monotonic - last.monotonic
    let asleep = reading.boot - last.boot - passed
    if asleep > Self.threshold { return "resumed after \(Self.seconds(asleep)) s of suspension" }
    let step = reading.wall - last.wall - passed
    guard abs(step) > Self.threshold else { return nil }
    return "wall clock set \(step > 0 ? "forward" : "back") by \(Self.seconds(abs(step))) s"
  }

  /// Seconds with one decimal.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let tenths = (nanoseconds + 50_000_000) / 100_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
