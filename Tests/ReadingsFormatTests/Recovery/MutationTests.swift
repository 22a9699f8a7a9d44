import Foundation
import Testing

@testable import ReadingsFormat

/// Runs the program that damages recordings and sees what comes out; `make mutations` runs it longer.
@Suite struct MutationTests {
  /// The program, which lies beside the tests.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("mutations")

  /// Runs the program; its status and what it printed.
  static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// 300, unless the environment asks for more.
  @Test func nothingUntouchedIsLost() throws {
    let count = ProcessInfo.processInfo.environment["READINGS_MUTATIONS"] ?? "300"
    let (status, text) = try Self.run([count])
    #expect(status == 0, "\(text)")
    #expect(text.contains("failed trials 0\n"))
  }
}
