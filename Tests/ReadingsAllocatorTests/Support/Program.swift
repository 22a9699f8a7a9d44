import Foundation
import Testing

/// Runs other programs.
enum Program {
  /// The folder with the programs that were built beside the tests.
  static let builtFolder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// Runs a program of this package, and returns what it prints.
  static func run(
    built name: String, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> String {
    try run(builtFolder.appending(path: name), arguments, environment: environment)
  }

  /// Runs a script, and returns what it prints.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> String {
    try run(URL(filePath: "/bin/sh"), ["-c", script], environment: environment)
  }

  /// Runs a program that must succeed, and returns what it prints.
  private static func run(
    _ program: URL, _ arguments: [String], environment: [String: String]
  ) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    // Process.waitUntilExit needs a run loop, which the threads of tests have none of.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ended.wait()
    #expect(process.terminationReason == .exit, "\(program.lastPathComponent) \(arguments)")
    #expect(process.terminationStatus == 0, "\(program.lastPathComponent) \(arguments)")
    return text
  }
}
