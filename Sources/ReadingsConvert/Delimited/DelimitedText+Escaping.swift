import ReadingsFormat

extension DelimitedText.Dialect {
  /// The byte between two cells.
  var separator: UInt8 {
    switch self {
    case .commaSeparated: UInt8(ascii: ",")
    case .tabSeparated: UInt8(ascii: "\t")
    }
  }

  /// Writes an event's label, which is told from no event even when it is empty.
  func writeLabel(_ label: String, to output: OutputBuffer) throws(ReadingsError) {
    if label.isEmpty, self == .commaSeparated {
      try output.append("\"\"".utf8)
    } else {
      try write(label, to: output)
    }
  }

  /// Writes text so that it stays one cell.
  func write(_ text: String, to output: OutputBuffer) throws(ReadingsError) {
    switch self {
    case .commaSeparated: try writeQuoted(text, to: output)
    case .tabSeparated: try writeEscaped(text, to: output)
    }
  }

  private func writeQuoted(_ text: String, to output: OutputBuffer) throws(ReadingsError) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return try output.append(text.utf8) }
    try output.append(quote)
    for byte in text.utf8 {
      if byte == quote { try output.append(quote) }
      try output.append(byte)
    }
    try output.append(quote)
  }

  private func writeEscaped(_ text: String, to output: OutputBuffer) throws(ReadingsError) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\t"): try output.append("\\t".utf8)
      case UInt8(ascii: "\n"): try output.append("\\n".utf8)
      case UInt8(ascii: "\r"): try output.append("\\r".utf8)
      case UInt8(ascii: "\\"): try output.append("\\\\".utf8)
      default: try output.append(byte)
      }
    }
  }
}
