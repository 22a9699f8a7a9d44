extension String {
  /// The text as it may be shown on a terminal: one line, nothing that a terminal would obey.
  ///
  /// Control characters, line separators and those that turn the direction of writing become
  /// `\u{…}`; the rest is kept. What is longer than `limit` characters ends in an ellipsis.
  package func visible(limit: Int = 60) -> String {
    var result = ""
    var length = 0
    for scalar in unicodeScalars {
      length += 1
      if length > limit { return result + "…" }
      if scalar.isObeyed {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether a terminal acts on the character instead of showing it.
  fileprivate var isObeyed: Bool {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0: true
    // Separators of lines and paragraphs.
    case 0x2028, 0x2029: true
    // Marks, embeddings, overrides and isolates of writing direction.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFEFF: true
    default: false
    }
  }
}
