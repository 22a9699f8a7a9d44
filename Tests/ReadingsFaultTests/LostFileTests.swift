import Foundation
import ReadingsFormat
import SeededRandom
import Testing

extension FaultTests {
  /// A file that somebody else removes, renames or cuts short while it is recorded.
  @Suite struct LostFile {
    /// What somebody does to the file, and what the probe says of it.
    enum Mishap: String, CaseIterable {
      case removal, renaming, emptying, halving

      func happen(to path: String) throws {
        switch self {
        case .removal: #expect(unlink(path) == 0)
        case .renaming: #expect(rename(path, path + ".old") == 0)
        case .emptying: #expect(truncate(path, 0) == 0)
        case .halving:
          var status = stat()
          #expect(stat(path, &status) == 0)
          #expect(truncate(path, status.st_size / 2) == 0)
        }
      }

      var sentence: String {
        switch self {
        case .removal: "somebody removed the file"
        case .renaming: "somebody gave the file another name"
        case .emptying, .halving: "somebody cut the file short"
        }
      }
    }

    /// Waits until the recording's file of that number is at the path: it looks once a second.
    private func expectFile(_ number: UInt32, at path: String) throws {
      try wait(for: "file \(number)") {
        (try? LogReader(path: path))?.header.fileNumber == number
      }
    }

    @Test(arguments: Mishap.allCases, ["mapped", "written"])
    func recordingGoesOnInANewFile(_ mishap: Mishap, storage: String) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=50", "storage=\(storage)")
      try subject.record("before")
      let header = try LogReader(path: path).header
      try mishap.happen(to: path)
      try expectFile(2, at: path)
      try subject.expectHostWorks()
      try subject.record("after")
      #expect(
        subject.program.errors == [
          "readings: \(path): \(mishap.sentence); recording goes on in a new file"
        ])
      try subject.leave()

      let run = try Recorded(path)
      #expect(run.reader.ending == .closed)
      #expect(run.reader.header.recordingID == header.recordingID)
      #expect(run.reader.header.recordingID != nil)
      #expect(run.firstRow! > 0)
      #expect(
        run.labels == [
          "recording goes on in a new file: \(mishap.sentence)", "after", "heartbeat stopped",
        ])
      if mishap == .renaming {
        let old = try Recorded(path + ".old")
        #expect(old.reader.ending == .closed)
        #expect(old.labels == ["heartbeat started", "before"])
        #expect(old.nextRow == run.firstRow)
        #expect(scratch.names == ["run.rdg", "run.rdg.old"])
      } else if mishap == .halving {
        // What was intact in the first half is a finished file now, and part of the recording.
        #expect(scratch.names == ["run.000001.rdg", "run.rdg"])
        let remains = try LogReader(path: path.replacing("run.rdg", with: "run.000001.rdg"))
        #expect(remains.header.recordingID == header.recordingID)
      } else {
        #expect(scratch.names == ["run.rdg"])
      }
    }

    /// A daemon changes its folder: the file is where it was for all that.
    @Test func aRelativePathStaysWhereItWas() throws {
      let scratch = try Scratch()
      let subject = try Subject("run.rdg", "heartbeat=50", "folder=\(scratch.path)")
      try subject.ask("chdir /")
      // Until the probe has looked after its file.
      usleep(1_200_000)
      try Mishap.emptying.happen(to: scratch.file())
      try expectFile(2, at: scratch.file())
      try subject.leave()
      #expect(
        subject.program.errors == [
          "readings: \(scratch.file()): somebody cut the file short; recording goes on in a new file"
        ])
      #expect(scratch.names == ["run.rdg"])
    }

    @Test(arguments: [UInt64(1), 2])
    func atAnyMomentAndAgainAndAgain(seed: UInt64) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      var generator = SeededGenerator(seed)
      let subject = try Subject(path, "heartbeat=50")
      for turn in 1...12 {
        usleep(UInt32.random(in: 0..<150_000, using: &generator))
        let mishap = [Mishap.emptying, .halving].randomElement(using: &generator)!
        try mishap.happen(to: path)
        try expectFile(UInt32(turn + 1), at: path)
        _ = try Recorded(path)
      }
      try subject.expectHostWorks()
      try subject.record("after")
      try subject.leave()
      let run = try Recorded(path)
      #expect(run.labels.suffix(2) == ["after", "heartbeat stopped"])
      #expect(subject.program.errors.count == 12)
    }

    /// The handler that keeps the probe from dying leaves the host's own faults alone.
    @Test func theHostsOwnFaultsReachItsHandler() throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=50", "sigbus=own")
      #expect(try subject.ask("foreign \(scratch.file("foreign"))") == "handled")
      try Mishap.emptying.happen(to: path)
      try expectFile(2, at: path)
      try subject.record("after")
      try subject.leave()
      #expect(try Recorded(path).labels.contains("after"))
    }

    /// The Swift runtime's report of a crash reads the memory that faulted, and faults again.
    @Test func aReportOfACrashComesToItsEnd() throws {
      let scratch = try Scratch()
      let program = try Program(
        "fault-subject", [scratch.file()],
        environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no"])
      #expect(try program.answer() == "recording")
      try program.tell("foreign \(scratch.file("foreign"))")
      #expect(try program.ending() == .signal(SIGBUS))
    }

    @Test func withoutAHandlerTheHostsOwnFaultsKill() throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "heartbeat=50")
      try subject.record("before")
      try subject.program.tell("foreign \(scratch.file("foreign"))")
      #expect(try subject.program.ending() == .signal(SIGBUS))
      #expect(try Recorded(scratch.file()).labels.contains("before"))
    }
  }
}
