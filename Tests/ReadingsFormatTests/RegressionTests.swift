import Foundation
import FuzzTrials
import Testing

/// Does what the fuzzer does, with the inputs that once broke a promise and with those that it starts
/// from. Fuzz/README.md says how the first are found and kept. One at a time: they write the same file.
@Suite(.serialized, .timeLimit(.minutes(5))) struct RegressionTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzz/regressions")

  /// The inputs that were kept for a trial.
  private static func inputs(_ trial: Trial) throws -> [URL] {
    let folder = folder.appendingPathComponent(trial.rawValue)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  }

  @Test(arguments: Trial.allCases) func keptInputsBreakNoPromise(_ trial: Trial) throws {
    for input in try Self.inputs(trial) {
      let bytes = try Data(contentsOf: input)
      #expect(throws: Never.self, "\(input.lastPathComponent)") {
        try bytes.withUnsafeBytes { try trial.run($0) }
      }
    }
  }

  /// Every folder is some trial's, so that no input is left out because of a slip in a name.
  @Test func everyKeptInputIsRun() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { !$0.hasPrefix(".") }
    #expect(Set(folders).isSubset(of: Trial.allCases.map(\.rawValue)))
    #expect(try !Self.inputs(.reader).isEmpty)
  }

  /// The fuzzer starts from inputs that get far: all but the empty files have values to compare.
  @Test(arguments: Trial.allCases) func seedsAreReadToTheEnd(_ trial: Trial) throws {
    let seeds = try trial.seeds()
    #expect(seeds.count > 1)
    for seed in seeds {
      let values = try seed.bytes.withUnsafeBytes { try trial.run($0) }
      #expect((values > 0) != seed.name.hasPrefix("empty"), "\(seed.name)")
    }
  }
}
