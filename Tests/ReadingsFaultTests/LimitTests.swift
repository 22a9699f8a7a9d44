import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// What the process itself may not do any more.
  @Suite struct Limits {
    @Test func noDescriptorAtTheStartIsAnError() throws {
      let scratch = try Scratch()
      let program = try Program("fault-subject", [scratch.file(), "descriptors=3"])
      #expect(try program.answer() == "refused cannot-create")
      #expect(try program.ending() == .status(2))
      #expect(scratch.names == [])
    }

    @Test func noDescriptorForTheNextFilePausesTheRecording() throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=50", "rotation=1048576")
      try subject.record("before")
      try subject.ask("descriptors 3")
      try subject.ask("fill 1200000")
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      #expect(try subject.ask("flush 1") == "false")
      #expect(try LogReader(path: path).header.fileNumber == 1)
      try subject.ask("descriptors 256")
      try subject.record("after")
      try subject.leave()
      #expect(
        subject.program.errors == [
          "readings: \(path): recording pauses until it is possible again: Too many open files"
        ])
      let first = try Recorded(scratch.file("run.000001.rdg"))
      let run = try Recorded(path)
      #expect(run.firstRow == first.nextRow)
      #expect(first.labels.prefix(2) == ["heartbeat started", "before"])
      #expect(
        Set(run.labels.filter { !$0.hasPrefix("filling") }) == [
          "after", "recording resumes after a pause: Too many open files",
          "heartbeat stopped",
        ])
    }

    /// The kernel sends SIGXFSZ to who writes beyond the limit.
    @Test(arguments: ["mapped", "written"])
    func theLimitOnTheSizeOfFilesDoesNotKill(storage: String) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=50", "size=1048576", "storage=\(storage)")
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      try subject.ask("stop 30000")
      try subject.program.tell("exit 0")
      #expect(try subject.program.ending() == .status(0))
      #expect(
        subject.program.errors.first
          == "readings: \(path): recording pauses until it is possible again: File too large")
      let run = try Recorded(path)
      #expect(run.reader.ending == .closed)
      #expect(run.nextRow >= 1024)
    }

    @Test func signalsAllTheTimeLoseNothing() throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "heartbeat=50", "alarms=200")
      for number in 0..<1000 {
        try subject.ask("event \(number)")
        if number % 250 == 0 { #expect(try subject.ask("flush 30000") == "true") }
      }
      #expect(try #require(Int(try subject.ask("alarms"))) > 50)
      try subject.leave()
      let run = try Recorded(scratch.file())
      let numbers = (0..<1000).map { "\($0)" }
      #expect(run.labels == ["heartbeat started"] + numbers + ["heartbeat stopped"])
      #expect(subject.program.errors == [])
    }
  }
}
