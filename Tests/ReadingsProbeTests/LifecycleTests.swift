import Foundation
import ReadingsFormat
import Testing

/// What becomes of a recording when its process exits, forks, or is stopped for a while.
@Suite struct LifecycleTests {
  @Test func aProgramThatExitsLeavesAClosedFile() throws {
    let path = temporaryPath("exit")
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try run(["exit", path]) == 3)
    let run = try RecordedRun(path)
    #expect(run.reader.ending == .closed)
    #expect(run.labels == ["heartbeat started", "last words", "heartbeat stopped"])
  }

  @Test func aForkedChildRecordsNothingUnlessItHasAProbeOfItsOwn() throws {
    let path = temporaryPath("fork")
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: path + ".child")
    }
    #expect(try run(["fork", path]) == 0)
    let parent = try RecordedRun(path)
    #expect(parent.reader.ending == .closed)
    #expect(parent.reader.damage == [])
    #expect(
      parent.labels == [
        "heartbeat started", "before the fork", "after the fork, 0", "heartbeat stopped",
      ])
    let child = try RecordedRun(path + ".child")
    #expect(child.reader.ending == .closed)
    #expect(child.labels.contains("from the child's own probe"))
    #expect(!child.labels.contains("from the child"))
  }

  @Test func missedBeatsAreAGapAndNoBurst() throws {
    let path = temporaryPath("sigstop")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = try startVictim(["probe", path])
    usleep(100_000)
    kill(process.processIdentifier, SIGSTOP)
    usleep(300_000)
    kill(process.processIdentifier, SIGCONT)
    usleep(100_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let run = try RecordedRun(path)
    let times = run.rows.filter { $0.label == nil }.compactMap { $0.values["time"] }
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    let gap = try #require(gaps.indices.max { gaps[$0] < gaps[$1] })
    #expect(gaps[gap] > 0.25)
    // At 50 µs, 300 ms of missed beats are 6,000; caught up they would come within a moment.
    let burst = times.filter { $0 > times[gap + 1] && $0 < times[gap + 1] + 0.005 }
    #expect(burst.count <= 110)
  }

  @Test func aLiveFileIsReadableAtEveryMoment() throws {
    let path = temporaryPath("live")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = try startVictim(["probe", path])
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    var previous: UInt64 = 0
    let block = ColumnBlock()
    for _ in 0..<60 {
      let reader = try LogReader(path: path)
      #expect(reader.ending == .live)
      var next: UInt64 = 0
      for (index, summary) in reader.blocks.enumerated() {
        #expect(summary.firstRow == next)
        next += UInt64(summary.rowCount)
        // The newest blocks are those that the writer may just be working on.
        if index + 3 >= reader.blocks.count { try reader.decode(index, into: block) }
      }
      #expect(reader.damage == [])
      #expect(next >= previous)
      previous = next
      usleep(2_000)
    }
    #expect(previous > 1024, "the run must seal blocks meanwhile")
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = builtPrograms.appendingPathComponent("victim")
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
