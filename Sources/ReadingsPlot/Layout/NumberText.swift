import ReadingsFormat

/// Writes numbers for people.
enum NumberText {
  /// A number with a fixed count of decimals, thousands set apart by a thin space.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let scaled = (value.magnitude * factor).rounded()
    guard scaled < 9e15 else { return scientific(value) }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
    let whole = grouped(padded.dropLast(places))
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + whole + (places > 0 ? "." + padded.suffix(places) : "")
  }

  /// A number in three significant digits or as a whole number, with k, M, G… from a million on.
  static func brief(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 999_999.5 {
      var (scaled, index) = (value / 1e6, 0)
      while scaled.magnitude >= 999.5 && index < 4 {
        scaled /= 1000
        index += 1
      }
      guard scaled.magnitude < 999.5 else { return scientific(value) }
      return trimmed(scaled) + "\u{202F}" + ["M", "G", "T", "P", "E"][index]
    }
    if size < 0.0001 { return scientific(value) }
    return size >= 1000 ? fixed(value, decimals: 0) : trimmed(value)
  }

  /// Three significant digits without the zeros at the end.
  static func trimmed(_ value: Double) -> String {
    let size = value.magnitude
    let decimals =
      size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size >= 0.09995 ? 3 : 5
    return withoutZeros(fixed(value, decimals: decimals))
  }

  /// A count of things.
  static func count(_ value: Int) -> String { fixed(Double(value), decimals: 0) }

  /// Mantissa and power of ten, such as 2.5×10⁻⁷.
  static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    var mantissa = value.magnitude
    var exponent = 0
    while mantissa >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 0.9995 {
      mantissa *= 10
      exponent -= 1
    }
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹".map(String.init)
    let power = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    let number = withoutZeros(fixed(mantissa, decimals: 2))
    return (value < 0 ? "−" : "") + number + "×10" + (exponent < 0 ? "⁻" : "") + power.joined()
  }

  private static func withoutZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text[...]
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return String(result)
  }

  private static func grouped(_ digits: Substring) -> String {
    guard digits.count > 4 else { return String(digits) }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "\u{202F}" }
      result.append(digit)
    }
    return result
  }
}
