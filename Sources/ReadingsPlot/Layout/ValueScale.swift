import ReadingsFormat

/// How the values of an axis are divided and written.
enum ValueScale: Sendable, Equatable {
  /// Plain numbers, steps of 1-2-5.
  case plain
  /// Whole numbers, steps of 1-2-5 from 1 on.
  case whole
  /// Bytes in binary units, steps of powers of two.
  case bytes
  /// Seconds, milliseconds or microseconds, steps of 1-2-5.
  case seconds
  /// Percent, steps of 1-2-5.
  case percent

  /// The scale that suits a unit, for values that are all whole or not.
  init(_ unit: MetricUnit, isWhole: Bool) {
    switch unit {
    case .bytes: self = .bytes
    case .seconds: self = .seconds
    default: self = isWhole ? .whole : .plain
    }
  }

  /// The ticks in a range, at most `count` steps of it.
  func ticks(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [] }
    let size = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    switch self {
    case .bytes:
      return byteTicks(in: range, span: span, atMost: count, size: size)
    case .percent:
      return decimalTicks(in: range, span: span, atMost: count, factor: 1, suffix: " %")
    case .seconds:
      let (factor, suffix) =
        size < 1e-3 ? (1e6, " µs") : size < 1 ? (1e3, " ms") : (1, " s")
      return decimalTicks(in: range, span: span, atMost: count, factor: factor, suffix: suffix)
    case .plain, .whole:
      let (factor, suffix) = Self.prefix(for: size, span: span)
      return decimalTicks(in: range, span: span, atMost: count, factor: factor, suffix: suffix)
    }
  }

  /// One value with its unit, for a remark.
  func text(_ value: Double) -> String {
    switch self {
    case .plain, .whole: NumberText.brief(value)
    case .bytes: QuantityText.bytes(value)
    case .seconds: QuantityText.duration(value)
    case .percent: NumberText.brief(value) + " %"
    }
  }

  /// The decimal prefix from a million on, unless it would need many decimals.
  private static func prefix(for size: Double, span: Double) -> (Double, String) {
    var (factor, name) = (1.0, "")
    for (power, prefix) in [(6, "M"), (9, "G"), (12, "T"), (15, "P"), (18, "E")] {
      let unit = DecimalStep.scaled(1, power)
      if size >= unit && span >= unit / 100 {
        (factor, name) = (1 / unit, "\u{202F}" + prefix)
      }
    }
    return (factor, name)
  }

  private func decimalTicks(
    in range: ClosedRange<Double>, span: Double, atMost count: Int, factor: Double, suffix: String
  ) -> [Tick] {
    var step = DecimalStep(for: span * factor, atMost: count)
    if self == .whole && step.value < factor { step = DecimalStep(for: factor, atMost: 1) }
    let scaled = range.lowerBound * factor...range.upperBound * factor
    return multiples(of: step.value, in: scaled).map { value in
      let label =
        step.exponent < -6
        ? NumberText.scientific(value) : NumberText.fixed(value, decimals: step.decimals)
      let isBare = value == 0 && self != .percent
      return Tick(value: value / factor, label: isBare ? "0" : label + suffix)
    }
  }

  private func byteTicks(
    in range: ClosedRange<Double>, span: Double, atMost count: Int, size: Double
  ) -> [Tick] {
    var step = 1.0
    while step * Double(max(count, 1)) < span { step *= 2 }
    let unit = QuantityText.byteUnit(for: size)
    // A step of a half, a quarter or an eighth of the unit takes one, two or three decimals.
    var decimals = 0
    for fraction in [1, 0.5, 0.25] where step < unit.size * fraction { decimals += 1 }
    return multiples(of: step, in: range).map { value in
      let label = NumberText.fixed(value / unit.size, decimals: decimals)
      return Tick(
        value: value, label: value == 0 ? "0" : label + " " + QuantityText.byteUnits[unit.index])
    }
  }
}
