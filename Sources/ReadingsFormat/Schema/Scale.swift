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

  /// The factor as a floating-point number.
  public var factor: Double {
    exponent < 0
      ? Double(multiplier) / Self.power(of: Int(-exponent))
      : Double(multiplier) * Self.power(of: Int(exponent))
  }

  /// Ten to the power of `n`, exact for `n` up to 22.
  private static func power(of n: Int) -> Double {
    var result = 1.0
    for _ in 0..<n { result *= 10 }
    return result
  }
}
