/// The ticks of the time axis and what stands under it.
struct TimeTicks: Sendable, Equatable {
  /// The ticks, at seconds since the origin.
  private(set) var ticks: [Tick]
  /// What the ticks count, such as "hours:minutes since start".
  private(set) var caption: String

  /// The distances from a second on that people count in.
  private static let roundSeconds: [Double] = [
    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
  ]

  /// Divides a time axis into at most `count` steps.
  init(for axis: TimeAxis, atMost count: Int) {
    let wanted = axis.length / Double(max(count, 1))
    let extent = max(axis.start.magnitude, axis.end.magnitude)
    let range = axis.start...axis.end
    if wanted > 86400 {
      let step = DecimalStep(for: axis.length / 86400, atMost: count)
      ticks = multiples(of: step.value * 86400, in: range).map {
        let days = $0 / 86400
        let text =
          extent < 1e11 ? NumberText.fixed(days, decimals: 0) : NumberText.scientific(days)
        return Tick(value: $0, label: text + " d")
      }
      caption = "days since start"
    } else if wanted > 0.5, let step = Self.roundSeconds.first(where: { $0 >= wanted }) {
      ticks = multiples(of: step, in: range).map {
        Tick(value: $0, label: Self.clock($0, extent: extent, step: step))
      }
      caption = Self.clockCaption(extent: extent, step: step)
    } else {
      let step = DecimalStep(for: axis.length, atMost: count)
      if extent > step.value * 1e5 {
        self = TimeTicks(countingFrom: axis, step: step, atMost: count)
        return
      }
      let (factor, unit) = Self.unit(for: extent)
      let decimals = Self.decimals(of: step.value * factor)
      ticks = multiples(of: step.value, in: range).map {
        let text = NumberText.fixed($0 * factor, decimals: $0 == 0 ? 0 : decimals)
        return Tick(value: $0, label: text + " " + unit)
      }
      caption = "time since start"
    }
  }

  /// Counts from a round moment near the left edge, since whole times would be long numbers.
  private init(countingFrom axis: TimeAxis, step: DecimalStep, atMost count: Int) {
    let coarse = DecimalStep(for: axis.length * 10, atMost: 1)
    let base = (axis.start / coarse.value).rounded(.down) * coarse.value
    let (factor, unit) = Self.unit(for: axis.end - base)
    let decimals = Self.decimals(of: step.value * factor)
    ticks = multiples(of: step.value, in: axis.start - base...axis.end - base).map {
      Tick(
        value: base + $0,
        label: "+" + NumberText.fixed($0 * factor, decimals: decimals) + " " + unit)
    }
    caption = "time after " + NumberText.fixed(base, decimals: coarse.decimals) + " s"
  }

  /// The unit for times up to `extent`, as the factor from seconds and the name.
  private static func unit(for extent: Double) -> (Double, String) {
    if extent <= 1e-6 { return (1e9, "ns") }
    if extent <= 1e-3 { return (1e6, "µs") }
    return extent <= 1 ? (1e3, "ms") : (1, "s")
  }

  /// The decimals that multiples of a step need.
  private static func decimals(of step: Double) -> Int {
    max(-DecimalStep(for: step, atMost: 1).exponent, 0)
  }

  /// A time of whole seconds: 90 s, 2:30, 1:05:00 or 3 d 06:00, as the axis's extent asks.
  private static func clock(_ value: Double, extent: Double, step: Double) -> String {
    let sign = value < 0 ? "−" : ""
    let seconds = Int(saturating: value.magnitude.rounded())
    if extent <= 120 { return "\(sign)\(seconds) s" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    if extent < 3600 { return "\(sign)\(seconds / 60):\(pair(seconds % 60))" }
    if extent < 172_800 {
      return "\(sign)\(hours):\(pair(minutes))" + (step < 60 ? ":" + pair(seconds % 60) : "")
    }
    let day = "\(sign)\(hours / 24) d"
    if step >= 86400 { return day }
    return day + " \(hours % 24):\(pair(minutes))" + (step < 60 ? ":" + pair(seconds % 60) : "")
  }

  private static func clockCaption(extent: Double, step: Double) -> String {
    if extent <= 120 { return "time since start" }
    if extent < 3600 { return "minutes:seconds since start" }
    if extent < 172_800 {
      return step < 60 ? "hours:minutes:seconds since start" : "hours:minutes since start"
    }
    return "days and hours since start"
  }

  private static func pair(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
