import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// The ways in which a host may end.
  @Suite struct Endings {
    @Test(
      arguments: zip(
        ["exit 4", "_exit 4", "abort", "fault"],
        [Program.Ending.status(4), .status(4), .signal(SIGABRT), .signal(SIGSEGV)]))
    func whatWasCommittedIsThere(_ command: String, ending: Program.Ending) throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "heartbeat=50")
      for number in 0..<400 { try subject.ask("event \(number)") }
      try subject.ask("flushed last words")
      try subject.program.tell(command)
      #expect(try subject.program.ending() == ending)
      let run = try Recorded(scratch.file())
      #expect(run.reader.ending == (command == "exit 4" ? .closed : .interrupted))
      let numbers = (0..<400).map { "\($0)" }
      #expect(Array(run.labels.prefix(402)) == ["heartbeat started"] + numbers + ["last words"])
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGKILL])
    func aSignalThatKillsLosesNothing(_ signal: Int32) throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "heartbeat=50")
      try subject.record("last words")
      subject.program.signal(signal)
      #expect(try subject.program.ending() == .signal(signal))
      #expect(try Recorded(scratch.file()).labels == ["heartbeat started", "last words"])
    }

    @Test(arguments: 0..<10) func threadsOutliveTheProbe(turn: Int) throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "heartbeat=50")
      #expect(try subject.ask("outlive") == "true true")
      try subject.program.tell("exit 0")
      #expect(try subject.program.ending() == .status(0))
      #expect(try Recorded(scratch.file()).reader.ending == .closed)
    }
  }
}
