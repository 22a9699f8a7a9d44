import Dispatch
import Foundation

/// The built program, run as a user runs it: in a directory of its own, with files for its output.
final class Tool {
  /// What a run left behind.
  struct Outcome {
    var status: Int32
    var output: [UInt8]
    var error: String

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The directory in which the program runs; removed in the end.
  let directory: URL

  /// Makes a directory, with a copy of the ancestor's recording as `run.out`.
  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "readings-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try write("run.out", Self.recording)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The ancestor's recording.
  static let recording: [UInt8] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "ReadingsConvertTests/Fixtures/readings.out")
    return (try? Data(contentsOf: path)).map(Array.init) ?? []
  }()

  /// The program, which lies beside the tests.
  static let executable: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: tests ?? "").deletingLastPathComponent().appending(path: "readings").path()
  }()

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - output: Where standard output goes instead of into the outcome.
  func run(_ arguments: String..., output: String? = nil) throws -> Outcome {
    try run(list: arguments, output: output)
  }

  /// Runs the program with a list of arguments.
  func run(
    list arguments: [String], output: String? = nil, program: String = Tool.executable
  ) throws -> Outcome {
    let outputPath = output ?? path("stdout")
    let errorPath = path("stderr")
    if output == nil { try write("stdout", []) }
    try write("stderr", [])
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputPath))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errorPath))
    // Process.waitUntilExit needs a run loop, which the threads of tests have none of.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    let isSignal = process.terminationReason == .uncaughtSignal
    let outcome = Outcome(
      status: isSignal ? -process.terminationStatus : process.terminationStatus,
      output: output == nil ? Array(try Data(contentsOf: URL(filePath: outputPath))) : [],
      error: String(decoding: try Data(contentsOf: URL(filePath: errorPath)), as: UTF8.self))
    try FileManager.default.removeItem(atPath: errorPath)
    if output == nil { try FileManager.default.removeItem(atPath: outputPath) }
    return outcome
  }

  /// Runs the shell, for which `$0` is the program.
  func shell(_ script: String) throws -> Outcome {
    try run(list: ["-c", script, Self.executable], program: "/bin/sh")
  }

  /// The path of a file in the directory.
  func path(_ name: String) -> String { directory.appending(path: name).path() }

  /// Writes a file into the directory.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: directory.appending(path: name))
  }

  /// Reads a file in the directory.
  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: directory.appending(path: name)))
  }

  /// The names of the files in the directory, hidden ones too.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path()).sorted()
  }
}

extension Tool.Outcome {
  /// Whether the error is one line, as every error must be.
  var isOneLine: Bool {
    error.hasPrefix("readings: ") && error.hasSuffix("\n")
      && error.unicodeScalars.count { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) } == 1
  }
}
