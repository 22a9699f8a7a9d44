/// The factor between a stored integer and its unit: `multiplier × 10^exponent`.
///
/// It is kept as two integers, so that text with decimals is exact: CPU time stored in
/// microseconds has multiplier 1 and exponent −6; a clock in units of 100 ns has 1 and −7;
/// disk blocks of 512 bytes have 512 and 0. Spec/format.md, section "Schema frame".
public struct Scale: Sendable, Hashable {
  /// The integer factor, 1 or more.
  public var multiplier: UInt32
  /// The decimal exponent, −18…18.
  public var exponent: Int8

  /// Makes a scale of `multiplier × 10^exponent`.
  public init(multiplier: UInt32 = 1, exponent: Int8 = 0) {
    self.multiplier = multiplier
    self.exponent = exponent
  }

  /// Values are stored in their unit.
  public static let one = Scale()
  /// Values are stored in millionths of their unit.
  public static let millionths = Scale(exponent: -6)

  /// Whether the values are in the ranges that the format allows.
  public var isValid: Bool { multiplier > 0 && (-18...18).contains(exponent) }

  /// The factor as a floating-point number, rounded where it is a fraction.
  public var factor: Double { apply(1) }

  /// A stored number in its unit.
  ///
  /// Fractions are made by one division, so that the result is the double nearest to the decimal:
  /// 1400 at 10^−3 is 1.4 and not 1.4000000000000001.
  @inline(__always) public func apply(_ value: Double) -> Double {
    let power = Self.powers[Int(min(exponent.magnitude, 18))]
    let scaled = multiplier == 1 ? value : value * Double(multiplier)
    return exponent < 0 ? scaled / power : scaled * power
  }

  /// Powers of ten, all exact.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
  ]
}
