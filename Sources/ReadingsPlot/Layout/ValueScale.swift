import ReadingsFormat

/// How the values of an axis are divided and written.
enum ValueScale: Sendable, Equatable {
  /// Plain numbers, steps of 1-2-5.
  case plain
  /// Bytes in binary units, steps of powers of two.
  case bytes
  /// Seconds, milliseconds or microseconds, steps of 1-2-5.
  case seconds
  /// Percent, steps of 1-2-5.
  case percent

  /// The scale that suits a unit.
  init(_ unit: Unit) {
    switch unit {
    case .bytes: self = .bytes
    case .seconds: self = .seconds
    default: self = .plain
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
    case .plain:
      let (factor, suffix) = Self.prefix(for: size, span: span)
      return decimalTicks(in: range, span: span, atMost: count, factor: factor, suffix: suffix)
    }
  }

  /// One value with its unit, for a remark.
  func text(_ value: Double) -> String {
    switch self {
    case .plain: NumberText.brief(value)
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
    let step = DecimalStep(for: span * factor, atMost: count)
    let scaled = range.lowerBound * factor...range.upperBound * factor
    return multiples(of: step.value, in: scaled).map { value in
      let label =
        step.exponent < -6
        ? NumberText.scientific(value) : NumberText.fixed(value, decimals: step.decimals)
      return Tick(value: value / factor, label: label + (value == 0 && suffix != " %" ? "" : suffix))
    }
  }

  private func byteTicks(
    in range: ClosedRange<Double>, span: Double, atMost count: Int, size: Double
  ) -> [Tick] {
    var step = 1.0
    while step * Double(max(count, 1)) < span { step *= 2 }
    let unit = QuantityText.byteUnit(for: size)
    return multiples(of: step, in: range).map { value in
      let scaled = value / unit.size
      var decimals = 0
      while decimals < 3 && (step / unit.size * DecimalStep.scaled(1, decimals)) != (step / unit.size * DecimalStep.scaled(1, decimals)).rounded() {
        decimals += 1
      }
      let label = NumberText.fixed(scaled, decimals: decimals)
      return Tick(
        value: value,
        label: value == 0 ? "0" : label + " " + QuantityText.byteUnits[unit.index])
    }
  }
}
