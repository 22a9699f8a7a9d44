/// Writes quantities with their units for people: memory in binary units, durations.
enum QuantityText {
  /// The binary units, each 1024 times the one before.
  static let byteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]

  /// The index of the largest binary unit that a number of bytes fills, and its size.
  static func byteUnit(for bytes: Double) -> (index: Int, size: Double) {
    var (index, size) = (0, 1.0)
    while bytes.magnitude >= size * 1024 && index < byteUnits.count - 1 {
      size *= 1024
      index += 1
    }
    return (index, size)
  }

  /// Three significant digits in a binary unit.
  static func bytes(_ value: Double) -> String {
    let unit = byteUnit(for: value)
    return NumberText.brief(value / unit.size) + " " + byteUnits[unit.index]
  }

  /// A duration in the unit that suits it.
  static func duration(_ seconds: Double) -> String {
    let size = seconds.magnitude
    guard size.isFinite else { return "–" }
    if size == 0 { return "0 s" }
    if size < 0.9995e-6 { return NumberText.trimmed(seconds * 1e9) + " ns" }
    if size < 0.9995e-3 { return NumberText.trimmed(seconds * 1e6) + " µs" }
    if size < 0.9995 { return NumberText.trimmed(seconds * 1e3) + " ms" }
    if size < 120 { return NumberText.trimmed(seconds) + " s" }
    if size < 7200 { return compound(seconds, 60, "min", 1, "s") }
    if size < 172_800 { return compound(seconds, 3600, "h", 60, "min") }
    if size < 1e10 { return compound(seconds, 86400, "d", 3600, "h") }
    return NumberText.scientific(seconds / 86400) + " d"
  }

  /// A duration in a large unit and the rest in a small one.
  private static func compound(
    _ seconds: Double, _ large: Double, _ largeName: String, _ small: Double, _ smallName: String
  ) -> String {
    let units = Int(saturating: (seconds.magnitude / small).rounded())
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Int(large / small))
    let sign = seconds < 0 ? "−" : ""
    return sign + "\(whole) \(largeName)" + (rest > 0 ? " \(rest) \(smallName)" : "")
  }
}
