import ReadingsFormat

/// A path in which `{PID}` stands for the process's number, `{NAME}` for its executable's name, `{HOST}`
/// for the host's, `{TIME}` for the moment in UTC, such as `20260131T120000Z`, and `{N}` for how many
/// recordings the process has begun.
struct PathTemplate: Sendable {
  let text: String

  /// The path of a recording, counted from 1.
  func path(recording number: Int) -> String {
    var rest = text[...]
    var path = ""
    while let brace = rest.firstIndex(of: "{") {
      path += rest[..<brace]
      rest = rest[brace...]
      guard let end = rest.firstIndex(of: "}"), let value = Self.value(of: rest[...end], number)
      else {
        path += "{"
        rest = rest.dropFirst()
        continue
      }
      path += value
      rest = rest[rest.index(after: end)...]
    }
    return path + rest
  }

  private static func value(of placeholder: Substring, _ number: Int) -> String? {
    switch placeholder {
    case "{PID}": String(SystemCall.processID)
    case "{NAME}": ProcessIdentity.name ?? "process"
    case "{HOST}": SystemCall.hostName.isEmpty ? "host" : SystemCall.hostName
    case "{TIME}": SystemCall.timestamp
    case "{N}": String(number)
    default: nil
    }
  }
}
