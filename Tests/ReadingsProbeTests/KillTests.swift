import Foundation
import ReadingsFormat
import Synchronization
import Testing
import VictimRows

/// Kills a recording process at random moments and reads what it left behind.
@Suite(.serialized) struct KillTests {
  /// 200, unless the environment asks for more.
  static let kills = ProcessInfo.processInfo.environment["READINGS_KILLS"].flatMap(Int.init) ?? 200

  @Test func noCommittedRowIsMissingOrWrong() throws {
    var generator = SystemRandomNumberGenerator()
    var total: UInt64 = 0
    for kill in 0..<Self.kills {
      let path = temporaryPath("victim")
      let tally = path + ".tally"
      defer {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: tally)
      }
      try Data(count: 8).write(to: URL(fileURLWithPath: tally))
      // Few rows a block make seals and growth as frequent as appends.
      let rowsPerBlock = [4, 32, 1024][kill % 3]
      try killed(
        ["writer", path, tally, "\(rowsPerBlock)"],
        after: UInt32.random(in: 0..<30_000, using: &generator))
      let committed = try Data(contentsOf: URL(fileURLWithPath: tally))
        .withUnsafeBytes { UInt64(littleEndian: $0.load(as: UInt64.self)) }
      try verify(path, committed: committed)
      total += committed
    }
    #expect(total > UInt64(Self.kills))
  }

  @Test func aKilledProbeLeavesEveryRowUpToTheLast() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<max(1, Self.kills / 10) {
      let path = temporaryPath("probe-victim")
      defer { try? FileManager.default.removeItem(atPath: path) }
      try killed(["probe", path], after: UInt32.random(in: 0..<200_000, using: &generator))
      let run = try RecordedRun(path)
      #expect(run.reader.ending == .interrupted)
      #expect(run.reader.damage == [])
      for (index, row) in run.rows.enumerated() { #expect(row.number == UInt64(index)) }
      for name in ["time", "turns", "user_cpu", "minor_faults"] {
        let values = run.column(name)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(name) shrinks")
      }
    }
  }

  @Test func lz4AcceptsTheFileOfARunningAndOfAKilledProbe() throws {
    let path = temporaryPath("lz4-victim")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = try startVictim(["probe", path])
    usleep(300_000)
    // The program may be in the middle of anything while lz4 reads.
    for _ in 0..<10 { #expect(try lz4Accepts(path)) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try lz4Accepts(path))
    #expect(try RecordedRun(path).rows.count > 100)
  }

  /// Every committed row is there with its values, and nothing else but perhaps one row that was
  /// written and whose commit could not be told any more.
  private func verify(_ path: String, committed: UInt64) throws {
    let reader = try LogReader(path: path)
    #expect(reader.damage == [])
    let block = ColumnBlock()
    var next: UInt64 = 0
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      #expect(block.firstRow == next)
      var events = block.events[...]
      for row in 0..<block.rowCount {
        let values = block.schema.columns.indices.map { block[column: $0, row: row] }
        let label = events.first?.row == row ? events.removeFirst().label : nil
        guard values == VictimRows.row(next), label == VictimRows.label(next) else {
          Issue.record("row \(next) is wrong: \(values), \(label ?? "no label")")
          return
        }
        next += 1
      }
      #expect(events.isEmpty)
    }
    #expect(next == committed || next == committed + 1)
  }

  private func killed(_ arguments: [String], after microseconds: UInt32) throws {
    let process = try startVictim(arguments)
    usleep(microseconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
  }

  private func lz4Accepts(_ path: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/lz4")
    process.arguments = ["-t", "-q", path]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
