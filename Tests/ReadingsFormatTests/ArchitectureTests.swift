import Foundation
import Testing

/// Dependencies between the folders of the format run one way, as ARCHITECTURE.md says.
@Suite struct ArchitectureTests {
  /// The folders, each of which may name what those before it declare.
  private static let folders = [
    "System", "Bytes", "Model", "Layout", "Codec", "Writer", "Reader", "Recovery", "Series",
  ]

  /// Reading knows nothing of writing.
  private static let strangers = ["Reader": "Writer"]

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/ReadingsFormat")

  /// The sources of a folder, without comments and texts.
  private static func sources(_ folder: String) throws -> [String: String] {
    let url = root.appendingPathComponent(folder)
    let files = try FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: nil)
    return Dictionary(
      uniqueKeysWithValues: try files.map { file in
        let text = try String(contentsOf: file, encoding: .utf8)
        return (
          file.lastPathComponent,
          text.replacing(#/\/\/.*/#, with: "").replacing(#/"[^"\n]*"/#, with: "")
        )
      })
  }

  @Test func noFolderNamesWhatAHigherOneDeclares() throws {
    var places: [String: Set<String>] = [:]
    var all: [String: [String: String]] = [:]
    for folder in Self.folders {
      all[folder] = try Self.sources(folder)
      for text in all[folder]!.values {
        let types = text.matches(of: #/(?m)^(?:\S+ )*(?:struct|enum|class|protocol) (\w+)/#)
        for type in types { places[String(type.output.1), default: []].insert(folder) }
      }
    }
    #expect(places.count > 80)
    for (position, folder) in Self.folders.enumerated() {
      let allowed = Set(Self.folders[...position]).subtracting(
        [Self.strangers[folder]].compactMap(\.self))
      for (file, text) in all[folder]! {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        for word in words {
          guard let declared = places[word], declared.isDisjoint(with: allowed) else { continue }
          Issue.record("\(folder)/\(file) names \(word), which \(declared.sorted()) declare")
        }
      }
    }
  }

  @Test func everyFolderHasItsPlace() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
      .filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == Set(Self.folders))
  }
}
