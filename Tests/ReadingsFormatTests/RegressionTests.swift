import Foundation
import Testing

@testable import ReadingsFormat

/// Reads every file that once trapped, hung or took too much memory. Fuzz/README.md says how they
/// are found.
@Suite(.timeLimit(.minutes(5))) struct RegressionTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzz/regressions")

  private static func files() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "rdg" }
  }

  /// Opens a file and decodes every block, as far as that goes.
  private func read(_ bytes: [UInt8]) throws -> Int {
    do {
      let (rows, reader) = try Sample.read(bytes)
      #expect(reader.damage.allSatisfy { $0.byteOffset <= reader.byteCount })
      return rows.count
    } catch let error as ReadingsError {
      #expect([.notARecording, .unsupported].contains(error.code))
      return 0
    }
  }

  @Test func everyFileIsRead() throws {
    for file in try Self.files() {
      _ = try read(Array(Data(contentsOf: file)))
    }
  }

  /// The reading itself finds rows, or the files above would prove nothing.
  @Test func aSoundFileIsReadTheSameWay() throws {
    #expect(try read(Sample.file(Sample.rows(40))) == 40)
  }
}
