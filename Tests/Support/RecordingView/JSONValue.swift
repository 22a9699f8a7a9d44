/// A value of JSON, which prints in one way: one line, with a space behind commas and colons.
///
/// Foundation's own would round integers of 64 bits.
enum JSONValue {
  case null
  case text(String)
  case number(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  static func number(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }

  static func number(_ value: (some BinaryInteger)?) -> JSONValue {
    value.map { .number("\($0)") } ?? .null
  }

  /// A word as 16 hexadecimal digits.
  static func bits(_ word: UInt64) -> JSONValue {
    let digits = String(word, radix: 16)
    return .text(String(repeating: "0", count: 16 - digits.count) + digits)
  }

  var line: String {
    switch self {
    case .null: "null"
    case .number(let digits): digits
    case .text(let text): "\"\(Self.escaped(text))\""
    case .list(let values): "[\(values.map(\.line).joined(separator: ", "))]"
    case .object(let fields):
      "{\(fields.map { "\"\($0)\": \($1.line)" }.joined(separator: ", "))}"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
