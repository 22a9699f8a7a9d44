/// A JSON value that keeps its keys in order.
enum JSON {
  case null
  case boolean(Bool)
  case integer(Int128)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// An integer, or null.
  static func integer(_ value: (some BinaryInteger)?) -> JSON {
    value.map { .integer(Int128($0)) } ?? .null
  }

  /// A number, or null if there is none or JSON has no way to write it.
  static func number(_ value: Double?) -> JSON {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// A time in seconds to the nanosecond, without what doubles add behind that, or null.
  static func seconds(_ value: Double?) -> JSON {
    number(value.map { ($0 * 1e9).rounded() / 1e9 })
  }

  /// Text, or null.
  static func string(_ value: String?) -> JSON {
    value.map { .string($0) } ?? .null
  }

  /// The value as text, indented by two spaces a level.
  func text(indent: Int = 0) -> String {
    let margin = String(repeating: "  ", count: indent)
    switch self {
    case .null: return "null"
    case .boolean(let value): return "\(value)"
    case .integer(let value): return "\(value)"
    case .number(let value): return "\(value)"
    case .string(let value): return Self.quoted(value)
    case .array(let values):
      guard !values.isEmpty else { return "[]" }
      let items = values.map { margin + "  " + $0.text(indent: indent + 1) }
      return "[\n" + items.joined(separator: ",\n") + "\n\(margin)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let items = members.map { key, value in
        "\(margin)  \(Self.quoted(key)): \(value.text(indent: indent + 1))"
      }
      return "{\n" + items.joined(separator: ",\n") + "\n\(margin)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // Not only what JSON demands, but also what a terminal would act on.
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{61C}", "\u{200E}"..."\u{200F}",
        "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
