import Foundation
import Testing

/// A fresh path in the temporary folder.
func temporaryPath(_ name: String) -> String {
  FileManager.default.temporaryDirectory
    .appendingPathComponent("readings-\(name)-\(UUID().uuidString).rdg").path
}

/// The folder with the programs that were built beside the tests.
var builtPrograms: URL {
  URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
}

/// Starts the program that is there to be killed, and returns once it records.
func startVictim(_ arguments: [String]) throws -> Process {
  let process = Process()
  process.executableURL = builtPrograms.appendingPathComponent("victim")
  process.arguments = arguments
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  // Its first line says that it records.
  #expect(!output.fileHandleForReading.availableData.isEmpty)
  return process
}
