import Foundation

/// Spec/format.md: the parts between markers, which tests compare with the code.
struct SpecificationDocument {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let url = root.appendingPathComponent("Spec/format.md")

  /// Whether the generated parts are to be rewritten instead of compared.
  static var isUpdating: Bool { ProcessInfo.processInfo.environment["READINGS_UPDATE_SPEC"] == "1" }

  let text: String

  init() throws { text = try String(contentsOf: Self.url, encoding: .utf8) }

  /// The lines between `<!-- name -->` and `<!-- end -->`.
  func part(_ name: String) -> [String]? {
    range(name).map { lines in
      text[lines].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The rows of the table in a part, each as the text of its cells without back quotes.
  func table(_ name: String) -> [[String]]? {
    part(name)?.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }
  }

  /// The headings without their numbers.
  var headings: Set<String> {
    Set(text.matches(of: #/(?m)^#+ [0-9.]+ (.+)$/#).map { String($0.1) })
  }

  /// The sections that comments of the format's sources name, and the files that do.
  static func sectionsNamedInSources() throws -> [(file: String, section: String)] {
    let sources = root.appendingPathComponent("Sources/ReadingsFormat")
    let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    return try names.filter { $0.hasSuffix(".swift") }.flatMap { name in
      try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
        .replacing(#/\n *\/\/\/ /#, with: " ")
        .matches(of: #/format\.md, section "([^"]+)"/#).map { (name, String($0.1)) }
    }
  }

  /// Writes other lines between a part's markers.
  func replace(_ name: String, with lines: [String]) throws {
    guard let range = range(name) else { throw CocoaError(.fileReadCorruptFile) }
    try text.replacingCharacters(in: range, with: lines.joined(separator: "\n"))
      .write(to: Self.url, atomically: true, encoding: .utf8)
  }

  private func range(_ name: String) -> Range<String.Index>? {
    guard let start = text.range(of: "<!-- \(name) -->\n"),
      let end = text.range(of: "\n<!-- end -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.upperBound..<end.lowerBound
  }
}
