import Foundation
import Glibc
import ReadingsFormat

/// A child process that runs trials, and what its parent makes of its output.
enum Worker {
  /// What a worker did.
  struct Outcome {
    var tally = Trial.Tally()
    var failures: [String] = []
    /// The number of the trial that comes next.
    var next: Int
  }

  /// Runs trials in this process, and prints a line for each failure and one for the tally.
  static func run(folder: String, seed: UInt64, first: Int, count: Int) throws {
    let paths = try String(contentsOfFile: "\(folder)/sources", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    // Copies have the recording's name and a number.
    let groups = paths.map { $0.replacing(/(~\d)?\.rdg$/, with: "") }
    let sources = try zip(paths, groups).map { path, group in
      try SourceFile(path: path, group: groups.firstIndex(of: group) ?? 0)
    }
    var tally = Trial.Tally()
    for number in first..<first + count {
      say("trial \(number)")
      var trial = Trial(number, sources, folder: folder, isShown: count == 1)
      for failure in try trial.run(seed: seed, into: &tally) {
        say("failure \(number): \(failure)")
        keep(number, in: folder)
      }
    }
    say("tally \(tally.text)")
  }

  /// Writes a line at once: the process may end at any moment.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Keeps the file of a failed trial.
  static func keep(_ number: Int, in folder: String) {
    try? FileManager.default.copyItem(
      atPath: "\(folder)/mutated.rdg", toPath: "\(folder)/failed-\(number).rdg")
  }

  /// Runs trials in a child process.
  static func start(folder: String, seed: UInt64, first: Int, count: Int) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["worker", folder, "\(seed)", "\(first)", "\(count)"]
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var outcome = Outcome(next: first + count)
    var last = first
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { continue }
      switch words[0] {
      case "trial": last = Int(words[1]) ?? last
      case "failure": outcome.failures.append(String(words[1]))
      case "tally": outcome.tally = Trial.Tally(text: words[1])
      default: break
      }
    }
    if process.terminationStatus != 0 || process.terminationReason == .uncaughtSignal {
      outcome.failures.append(
        "\(last): the process ended by \(process.terminationReason == .exit ? "exit" : "signal") "
          + "\(process.terminationStatus)")
      keep(last, in: folder)
      outcome.next = last + 1
    }
    return outcome
  }
}

extension Trial.Tally {
  /// The numbers as words, for a parent to read.
  var text: String {
    [
      files, refused, severalRecordings, untouchedUnits, unitsWithoutSchema, expectedRows, rows,
      slowestMilliseconds, largestMemory, Int(largestShareOfLimit * 1e6),
    ].map(String.init).joined(separator: " ")
  }

  /// Reads what `text` makes.
  init(text: Substring) {
    let numbers = text.split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 10 else { return }
    (files, refused, severalRecordings) = (numbers[0], numbers[1], numbers[2])
    (untouchedUnits, unitsWithoutSchema) = (numbers[3], numbers[4])
    (expectedRows, rows) = (numbers[5], numbers[6])
    (slowestMilliseconds, largestMemory) = (numbers[7], numbers[8])
    largestShareOfLimit = Double(numbers[9]) / 1e6
  }

  /// Adds another one's counts.
  mutating func add(_ other: Trial.Tally) {
    files += other.files
    refused += other.refused
    severalRecordings += other.severalRecordings
    untouchedUnits += other.untouchedUnits
    unitsWithoutSchema += other.unitsWithoutSchema
    expectedRows += other.expectedRows
    rows += other.rows
    slowestMilliseconds = max(slowestMilliseconds, other.slowestMilliseconds)
    largestMemory = max(largestMemory, other.largestMemory)
    largestShareOfLimit = max(largestShareOfLimit, other.largestShareOfLimit)
  }

  /// The numbers for people.
  var lines: String {
    """
    mutated files          \(files)
    refused, no frame left \(refused)
    several recordings     \(severalRecordings)
    untouched blocks       \(untouchedUnits)
    … without any schema   \(unitsWithoutSchema)
    rows expected          \(expectedRows)
    rows recovered         \(rows)
    slowest step           \(slowestMilliseconds) ms of CPU time
    most memory            \(largestMemory >> 10) KiB, \
    \(Int((largestShareOfLimit * 100).rounded())) % of what its file may take at most
    """
  }
}
