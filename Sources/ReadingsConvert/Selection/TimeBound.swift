import ReadingsFormat

/// One end of a range of rows, as a user names it.
public enum TimeBound: Sendable, Equatable {
  /// Seconds since the recording's origin: finite and not negative.
  case seconds(Double)
  /// The first event with exactly this label.
  case event(String)

  /// Understands seconds (`1.5`), a duration (`250ms`), or an event's label.
  ///
  /// The units are ns, us or µs, ms, s, min and h. A number wins over a label that looks like
  /// one; `TimeBound.event` names such an event.
  ///
  /// - Throws: `ReadingsError` with code `invalidArgument` if the text is a number that is no
  ///   time: negative, infinite or NaN.
  public init(_ text: String) throws(ReadingsError) {
    guard let seconds = Self.seconds(text) else {
      self = .event(text)
      return
    }
    guard seconds.isFinite, seconds.sign == .plus else {
      throw ReadingsError(
        .invalidArgument,
        "'\(text.visible())' is not a time: it must be finite and not negative")
    }
    self = .seconds(seconds)
  }

  /// The number of seconds that the text stands for, finite or not; `nil` if it is no number.
  private static func seconds(_ text: String) -> Double? {
    if let special = notFinite(text) { return special }
    guard let last = text.lastIndex(where: { "0123456789.".contains($0) }) else { return nil }
    let unit = text[text.index(after: last)...]
    guard let value = number(text[...last]) else { return nil }
    // A division by a whole number rounds once; a product with 0.001 would round twice.
    switch unit {
    case "", "s": return value
    case "ms": return value / 1e3
    case "us", "µs", "μs": return value / 1e6
    case "ns": return value / 1e9
    case "min": return value * 60
    case "h": return value * 3600
    default: return nil
    }
  }

  /// A decimal number, maybe with an exponent; `Double` alone would take hexadecimal ones too.
  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }) else { return nil }
    return Double(text)
  }

  /// Infinity and NaN in the spellings that other programs print.
  private static func notFinite(_ text: String) -> Double? {
    let word = text.drop { $0 == "+" || $0 == "-" }.lowercased()
    return switch word {
    case "nan": .nan
    case "inf", "infinity": .infinity
    default: nil
    }
  }
}
