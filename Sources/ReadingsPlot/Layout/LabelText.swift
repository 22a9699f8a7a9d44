/// Makes any text fit for a label: one line, nothing invisible, no longer than there is room for.
enum LabelText {
  /// The most characters that are kept of a label.
  static let characterLimit = 120

  /// A label in which control characters are signs that can be seen, and from which the invisible
  /// ones are gone that would turn the line's direction or join what follows.
  ///
  /// The signs are ones that DejaVu Sans has, which lacks Unicode's pictures of control characters.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(characterLimit) {
      switch scalar.value {
      case 0x09: result.append("⇥")
      case 0x0A, 0x0D, 0x2028, 0x2029: result.append("↵")
      case 0x00...0x1F, 0x7F...0x9F: result.append("\u{FFFD}")
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
        continue
      default:
        result.append(scalar)
      }
    }
    if text.unicodeScalars.count > characterLimit { result.append("…") }
    return String(result)
  }

  /// The text, or its beginning and "…", whichever fits into `width`.
  static func fit(_ text: String, into width: Double, measure: (String) -> Double) -> String {
    if measure(text) <= width { return text }
    var low = 0
    var high = text.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if measure(text.prefix(middle) + "…") <= width {
        low = middle
      } else {
        high = middle
      }
    }
    return text.prefix(low) + "…"
  }
}
