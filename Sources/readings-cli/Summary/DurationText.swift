import ReadingsConvert

extension Int64 {
  /// A number of nanoseconds in the unit that suits it, with at most three decimals: `2.001 ms`.
  var asDuration: String {
    let (divisor, unit): (Int64, String) =
      switch self {
      case ..<1_000: (1, "ns")
      case ..<1_000_000: (1_000, "µs")
      case ..<1_000_000_000: (1_000_000, "ms")
      default: (1_000_000_000, "s")
      }
    let thousandths = (Double(self) / Double(divisor) * 1000).rounded() / 1000
    return thousandths == thousandths.rounded() && thousandths < 1e15
      ? "\(Int64(thousandths)) \(unit)" : "\(thousandths) \(unit)"
  }
}

extension Double {
  /// The number with a fixed number of decimals, 0…6.
  func text(decimals: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    var power: Int64 = 1
    for _ in 0..<decimals { power *= 10 }
    let scaled = Int64((self * Double(power)).rounded())
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt64(power))
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let digits = String(rest)
    return sign + "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
