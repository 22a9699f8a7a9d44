extension Double {
  /// A number of seconds for a message, to the nanosecond: `2.235 s`.
  package var asSeconds: String {
    guard magnitude < 1e9 else { return "\(self) s" }
    let nanoseconds = Int64((self * 1e9).rounded())
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    var text = (nanoseconds < 0 ? "-" : "") + String(whole)
    if rest > 0 {
      let digits = String(rest)
      text += "." + String(repeating: "0", count: 9 - digits.count) + digits
      while text.hasSuffix("0") { text.removeLast() }
    }
    return text + " s"
  }
}
