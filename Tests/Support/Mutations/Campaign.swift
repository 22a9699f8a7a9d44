import Foundation
import Glibc
import ReadingsFormat

/// Mutates recordings and sees that none of them crashes the reader, takes it more than its limits, or
/// loses a block that was not touched.
///
/// `mutations COUNT [SEED [FIRST]]` runs trials in child processes, a thousand each, and prints what
/// it saw; it fails if a trial does. A failing trial's file is kept, and its number names it:
/// `mutations 1 SEED NUMBER` says what was done to it and what was found.
///
/// `mutations measure FILE` prints how much memory it takes to check and recover a file.
@main
struct Campaign {
  private static let trialsPerWorker = 1000

  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 6, arguments[1] == "worker" {
      try Worker.run(
        folder: arguments[2], seed: UInt64(arguments[3])!, first: Int(arguments[4])!,
        count: Int(arguments[5])!)
      return
    }
    if arguments.count == 3, arguments[1] == "measure" {
      print(measure(arguments[2]))
      return
    }
    let count = arguments.count > 1 ? Int(arguments[1]) ?? 300 : 300
    let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
    let first = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
    exit(try run(count: count, seed: seed, first: first) ? 0 : 1)
  }

  /// Checks and recovers a file; the peak of the resident set in bytes.
  private static func measure(_ path: String) -> Int {
    let new = path + ".recovered"
    defer { try? FileManager.default.removeItem(atPath: new) }
    _ = try? FileCheck(path: path, depth: .full)
    _ = try? Recovery.recover(path, to: new)
    return Limits.peak()
  }

  /// Runs all trials; whether every one went well.
  private static func run(count: Int, seed: UInt64, first: Int) throws -> Bool {
    // In memory where there is such a folder: every trial writes two files.
    let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    let folder = "\(memory)/readings-mutations-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let paths = try SourceFiles.make(in: folder)
    try paths.joined(separator: "\n").write(
      toFile: "\(folder)/sources", atomically: true, encoding: .utf8)
    var total = Trial.Tally()
    var failed: [String] = []
    var next = first
    while next < first + count {
      let part = min(trialsPerWorker, first + count - next)
      let outcome = try Worker.start(folder: folder, seed: seed, first: next, count: part)
      total.add(outcome.tally)
      failed += outcome.failures
      // A trial that ended its process is a failure; the others go on behind it.
      next = outcome.next
    }
    print(total.lines)
    for failure in failed.prefix(50) { print("FAILED \(failure)") }
    print("failed trials \(failed.count)")
    if failed.isEmpty { try FileManager.default.removeItem(atPath: folder) }
    return failed.isEmpty
  }
}
