import CReadingsSystem
import ReadingsFormat

/// What the environment says about recording a program that has a probe linked.
///
/// | variable | meaning |
/// | --- | --- |
/// | `READINGS` | the path; see `PathTemplate` |
/// | `READINGS_HEARTBEAT` | such as `1ms`, which it is by default, `500us` or `2s` |
/// | `READINGS_VITALS` | groups of vitals, such as `process,io,threads` or `all,memory` |
/// | `READINGS_ROTATION` | a file's size and how many finished ones stay: `64M,7`, unless it says `none` |
/// | `READINGS_SIGNAL` | record only between two such signals, such as `USR2` |
struct EnvironmentSettings: Sendable {
  let path: PathTemplate
  var heartbeat = Duration.milliseconds(1)
  var options = Probe.Options()
  var signal: Int32?
  /// What could not be understood, and is left at its default.
  private(set) var complaints: [String] = []

  /// Reads the settings; `nil` if `READINGS` is not set.
  ///
  /// - Parameter variable: Looks a variable up.
  init?(_ variable: (String) -> String?) {
    guard let text = variable("READINGS"), !text.isEmpty else { return nil }
    path = PathTemplate(text: text)
    // Nobody may be there who thinks of the disk.
    options.rotation = Rotation()
    read("READINGS_HEARTBEAT", variable, Self.duration) { $0.heartbeat = $1 }
    read("READINGS_VITALS", variable, Self.groups) { $0.options.vitals = $1 }
    read("READINGS_ROTATION", variable, Self.rotation) { $0.options.rotation = $1 }
    read("READINGS_SIGNAL", variable, Self.signal) { $0.signal = $1 }
  }

  private mutating func read<Value>(
    _ name: String, _ variable: (String) -> String?, _ parse: (String) -> Value?,
    _ store: (inout EnvironmentSettings, Value) -> Void
  ) {
    guard let text = variable(name), !text.isEmpty else { return }
    if let value = parse(text) {
      store(&self, value)
    } else {
      complaints.append("\(name)=\(text) is not understood; the default is taken")
    }
  }

  private static func duration(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
    guard let number = Int64(digits) else { return nil }
    let units: [Substring: Duration] = [
      "s": .seconds(1), "ms": .milliseconds(1), "us": .microseconds(1), "µs": .microseconds(1),
    ]
    guard let unit = units[text.dropFirst(digits.count)], number <= 3_600_000_000,
      Probe.heartbeats.contains(unit * Int(number))
    else { return nil }
    return unit * Int(number)
  }

  private static func groups(_ text: String) -> [VitalsGroup]? {
    var groups: [VitalsGroup] = []
    for name in text.split(separator: ",") {
      if name == "all" {
        groups += VitalsGroup.all
      } else if let group = VitalsGroup(name: String(name)) {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups
  }

  /// The rotation, which may be none; `nil` if the text is not understood.
  private static func rotation(_ text: String) -> Rotation?? {
    if text == "none" { return .some(nil) }
    return limits(text).map { .some($0) }
  }

  private static func limits(_ text: String) -> Rotation? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first else { return nil }
    let digits = first.prefix { $0.isASCII && $0.isWholeNumber }
    let factors: [Substring: Int] = ["": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    guard let number = Int(digits), let factor = factors[first.dropFirst(digits.count)] else {
      return nil
    }
    let (size, overflows) = number.multipliedReportingOverflow(by: factor)
    var rotation = Rotation(maximumSize: overflows ? .max : size)
    if parts.count == 2 {
      guard let kept = Int(parts[1]) else { return nil }
      rotation.keptFiles = kept
    }
    return rotation.flaw == nil ? rotation : nil
  }

  private static func signal(_ text: String) -> Int32? {
    let number = creadings_signal_number(text)
    return number > 0 ? number : nil
  }
}
