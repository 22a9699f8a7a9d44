import Foundation
import Testing

/// What `allocator-exercise`, a program that is linked with the allocator, finds.
struct Exercise {
  /// The figures of lines with one, by name.
  private(set) var figures: [Substring: Int] = [:]

  /// Runs a scenario and expects, in every line that says so, what the line expects.
  ///
  /// - Returns: nil under a sanitizer, with which nothing is counted.
  static func run(_ scenario: String, _ arguments: String...) throws -> Exercise? {
    let command = ([scenario] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let program = Program.builtFolder.appending(path: "allocator-exercise").path()
    let text = try Program.shell("'\(program)' \(command)")
    if text == "inactive\n" {
      #expect(isSanitized)
      return nil
    }
    #expect(!text.isEmpty)
    var exercise = Exercise()
    for line in text.split(separator: "\n") { exercise.read(line) }
    return exercise
  }

  /// Whether the tests, and with them the programs beside them, run under a sanitizer that has a
  /// malloc of its own.
  static let isSanitized = ["__tsan_init", "__asan_init", "__msan_init"].contains(where: isDefined)

  /// Whether the tests, or a library that they are linked with, have a symbol.
  private static func isDefined(_ symbol: String) -> Bool {
    dlsym(dlopen(nil, RTLD_NOW), symbol) != nil
  }

  private mutating func read(_ line: Substring) {
    let fields = line.split(separator: " ")
    let values = fields.dropFirst().map { Int($0) }
    if values.count == 1 {
      figures[fields[0]] = values[0]
    } else {
      let half = values.count / 2
      #expect(values.prefix(half) == values.suffix(half), "\(line)")
      #expect(half > 0 && !values.contains(nil), "\(line)")
    }
  }
}
