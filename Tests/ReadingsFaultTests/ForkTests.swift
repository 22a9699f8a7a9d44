import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// Children of the host, which have none of its threads and all of its locks.
  @Suite struct Forks {
    @Test func aChildRecordsWithAProbeOfItsOwn() throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=50")
      for _ in 0..<20 { #expect(try subject.ask("fork-recorder") == "0") }
      try subject.record("after")
      try subject.leave()
      let parent = try Recorded(path)
      #expect(parent.labels == ["heartbeat started", "after", "heartbeat stopped"])
      let child = try Recorded(path + ".child")
      #expect(
        child.labels == ["heartbeat started", "from the child's own probe", "heartbeat stopped"])
      #expect(child.reader.header.recordingID != parent.reader.header.recordingID)
    }

    /// The lock on the file is the parent's alone.
    @Test func aKilledParentsFileIsFreeWhileItsChildLives() throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let first = try Subject(path)
      let child = try #require(pid_t(try first.ask("fork-sleeper")))
      defer { kill(child, SIGKILL) }
      try first.record("of the first")
      first.program.signal(SIGKILL)
      #expect(try first.program.ending() == .signal(SIGKILL))
      #expect(try LogReader(path: path).ending == .interrupted)
      let second = try Subject(path)
      try second.leave()
      #expect(kill(child, 0) == 0, "the child must live until now")
      #expect(try Recorded(path).reader.ending == .closed)
    }

    /// A heartbeat may be anywhere when the child is made: a lock that it holds is taken for ever.
    @Test func noChildHangsHoweverEarlyItIsMade() throws {
      let scratch = try Scratch()
      for turn in 0..<200 {
        let path = scratch.file("\(turn).rdg")
        let program = try Program(
          "fault-subject", [path, "heartbeat=50", "fork=\(turn % 2 == 0 ? 0 : turn * 500)"])
        #expect(try program.answer() == "forked 0", "turn \(turn)")
        #expect(try program.answer() == "recording")
        try program.tell("exit 0")
        #expect(try program.ending() == .status(0))
        #expect(try LogReader(path: path).ending == .closed)
        #expect(try LogReader(path: path + ".child").ending == .closed)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.removeItem(atPath: path + ".child")
      }
    }

    @Test func aProgramThatIsStartedInheritsNothing() throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file())
      #expect(try subject.ask("inherited") == "0")
      try subject.leave()
    }
  }
}
