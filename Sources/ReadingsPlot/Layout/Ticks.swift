/// A mark on an axis.
struct Tick: Sendable, Equatable {
  var value: Double
  var label: String
}

/// A distance between ticks: 1, 2 or 5 times a power of ten.
struct DecimalStep: Sendable, Equatable {
  let multiplier: Double
  let exponent: Int

  /// The smallest step that makes at most `count` steps of `span`.
  init(for span: Double, atMost count: Int) {
    let wanted = span / Double(max(count, 1))
    guard wanted.isFinite, wanted > 0 else {
      (multiplier, exponent) = (1, 0)
      return
    }
    var exponent = 0
    while Self.scaled(1, exponent) > wanted && exponent > -300 { exponent -= 1 }
    while Self.scaled(10, exponent) <= wanted && exponent < 300 { exponent += 1 }
    let candidates = [1.0, 2, 5, 10]
    let fitting = candidates.first { Self.scaled($0, exponent) >= wanted * (1 - 1e-9) } ?? 10
    self.multiplier = fitting == 10 ? 1 : fitting
    self.exponent = fitting == 10 ? exponent + 1 : exponent
  }

  /// The step's length.
  var value: Double { Self.scaled(multiplier, exponent) }

  /// The decimals that multiples of the step need.
  var decimals: Int { max(-exponent, 0) }

  /// A number times a power of ten, exact as far as doubles can be.
  static func scaled(_ number: Double, _ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent < 0 ? number / power : number * power
  }
}

/// The multiples of a step that lie in a range.
func multiples(of step: Double, in range: ClosedRange<Double>, limit: Int = 64) -> [Double] {
  // A hair of slack, since a tenth of one and the like are not exact.
  let low = (range.lowerBound / step - 1e-6).rounded(.up)
  let high = (range.upperBound / step + 1e-6).rounded(.down)
  guard step > 0, low.magnitude < 9e15, high.magnitude < 9e15, low <= high,
    high - low < Double(limit)
  else { return [] }
  return (Int(low)...Int(high)).map { Double($0) * step }
}
