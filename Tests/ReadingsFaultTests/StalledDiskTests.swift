import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// A disk that does not answer for a while.
  @Suite struct StalledDisk {
    private static let burst = 100_000

    /// Not timed: a thread that waits for anything is switched away from by its own will.
    private func expectNoThreadWaits(_ subject: Subject, _ stall: () throws -> Void) throws {
      // Meets the types, and touches the ring's memory.
      for _ in 0..<4 {
        try subject.ask("burst 300")
        #expect(try subject.ask("flush 30000") == "true")
      }
      try stall()
      #expect(try subject.ask("burst \(Self.burst)") == "0")
      try subject.expectHostWorks()
      #expect(try subject.ask("flush 10") == "false", "the disk must stall")
    }

    private func expectAllAccountedFor(_ subject: Subject) throws {
      try subject.record("after")
      try subject.leave()
      let run = try Recorded(subject.path)
      let dropped = Int(try #require(run.last["probe_dropped_events"]))
      #expect(run.count(of: "burst") + dropped == Self.burst + 1200)
      #expect(dropped > Self.burst / 2)
      #expect(run.labels.suffix(2) == ["after", "heartbeat stopped"])
      #expect(subject.program.errors == [])
    }

    @Test func noThreadWaitsForAFileSystemThatStalls() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "heartbeat=50")
      try expectNoThreadWaits(subject) { try folder.stall() }
      usleep(1_000_000)
      try folder.go()
      try expectAllAccountedFor(subject)
    }

    @Test(arguments: ["mapped", "written"])
    func noThreadWaitsForAFileSystemThatIsFrozen(storage: String) throws {
      let folder = try MountedFolder(ext4: 16 << 20)
      let subject = try Subject(folder.file(), "heartbeat=50", "storage=\(storage)")
      try expectNoThreadWaits(subject) { try folder.run("fsfreeze -f $FOLDER") }
      usleep(1_000_000)
      try folder.run("fsfreeze -u $FOLDER")
      try expectAllAccountedFor(subject)
    }

    /// With a mapping it would not: the kernel copies no memory while a thread waits for a page.
    @Test func aForkGoesOnMeanwhileWhereTheFileIsWritten() throws {
      let folder = try MountedFolder(ext4: 16 << 20)
      let subject = try Subject(folder.file(), "heartbeat=50", "storage=written")
      try subject.record("before")
      try folder.run("fsfreeze -f $FOLDER")
      usleep(100_000)
      let child = try #require(pid_t(try subject.ask("fork-sleeper")))
      kill(child, SIGKILL)
      try subject.ask("event during the stall")
      #expect(try subject.ask("flush 10") == "false", "the disk must stall")
      try folder.run("fsfreeze -u $FOLDER")
      try subject.leave()
    }

    /// Each of these would not answer before the disk does.
    @Test func nothingElseThanFlushAndStopWaitsForTheDisk() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "heartbeat=50")
      for number in 0..<4 { try subject.ask("observe \(number)") }
      #expect(try subject.ask("drop-probe \(folder.file("second.rdg"))") == "started")
      try subject.record("before")
      try folder.stall()
      usleep(10_000)
      for number in 0..<4 { #expect(try subject.ask("unregister \(number)") == "true") }
      #expect(try subject.ask("drop-probe") == "dropped, not flushed")
      #expect(try subject.ask("event during the stall") == "done")
      #expect(try subject.ask("flush 10") == "false", "the disk must stall")
      try folder.go()
      try subject.record("after")
      try subject.leave()
      #expect(try Recorded(subject.path).labels.contains("during the stall"))
      #expect(subject.program.errors == [])
    }

    @Test func stoppingWaitsNoLongerThanItIsTold() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "heartbeat=50")
      try subject.record("before")
      try folder.stall()
      usleep(10_000)
      #expect(try subject.ask("stop 200") == "false")
      try subject.expectHostWorks()
      try subject.program.tell("exit 5")
      #expect(try subject.program.ending() == .status(5))
      try folder.go()
      #expect(try Recorded(subject.path).labels.contains("before"))
    }

    @Test func exitingDoesNotHang() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "heartbeat=50")
      try subject.record("before")
      try folder.stall()
      try subject.program.tell("exit 5")
      #expect(try subject.program.ending() == .status(5))
      try folder.go()
      #expect(try Recorded(subject.path).labels.contains("before"))
    }
  }
}
