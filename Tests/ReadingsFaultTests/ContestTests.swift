import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// Several who want to record to the same path, and things there that are no recordings.
  @Suite struct Contest {
    @Test func twoProbesInAProcessRecordIntoTwoFiles() throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file())
      #expect(try subject.ask("second-probe \(scratch.file("second.rdg"))") == "true")
      #expect(try subject.ask("second-probe \(scratch.file())") == "refused file-in-use")
      try subject.leave()
      let first = try Recorded(scratch.file())
      let second = try Recorded(scratch.file("second.rdg"))
      #expect(first.labels == ["heartbeat started", "of the first probe", "heartbeat stopped"])
      #expect(second.labels == ["heartbeat started", "of the second probe", "heartbeat stopped"])
      #expect(second.last["other"] == 5)
      #expect(scratch.names == ["run.rdg", "second.rdg"])
    }

    @Test(arguments: [["heartbeat=1000"], ["rotation=1048576"]], [true, false])
    func ofManyWhoStartAtOnceOneRecords(_ settings: [String], isThereBefore: Bool) throws {
      for _ in 0..<5 {
        let scratch = try Scratch()
        let path = scratch.file()
        if isThereBefore { try Subject(path).leave() }
        let starters = try (0..<16).map { _ in try Program("fault-subject", [path] + settings) }
        let answers = try starters.map { try $0.answer() }
        #expect(answers.count { $0 == "recording" } == 1, "\(answers)")
        #expect(answers.count { $0 == "refused file-in-use" } == 15, "\(answers)")
        let winner = try #require(answers.firstIndex(of: "recording"))
        #expect(
          try LogReader(path: path).header.processID == UInt32(starters[winner].identifier))
        try starters[winner].tell("exit 0")
        #expect(try starters[winner].ending() == .status(0))
        _ = try Recorded(path)
        let kept: Set = isThereBefore && settings[0].hasPrefix("rotation") ? ["run.000001.rdg"] : []
        #expect(scratch.names == kept.union(["run.rdg"]))
      }
    }

    /// What may have the name that a recording wants, and is none.
    enum Obstacle: String, CaseIterable {
      case folder, pipe, device

      func lie(at path: String) throws {
        switch self {
        case .folder: #expect(mkdir(path, 0o700) == 0)
        case .pipe: #expect(mkfifo(path, 0o600) == 0)
        case .device:
          // The device that /dev/null is; a pipe will do for who may make none.
          let number = dev_t(1 << 8 | 3)
          if mknod(path, S_IFCHR | 0o666, number) != 0 {
            try #require(errno == EPERM && symlink("/dev/null", path) == 0)
          }
        }
      }
    }

    @Test(arguments: Obstacle.allCases, [[], ["rotation=1048576"]])
    func whatIsNoFileStaysWhatItIs(_ obstacle: Obstacle, settings: [String]) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      try obstacle.lie(at: path)
      var before = stat()
      #expect(lstat(path, &before) == 0)
      let program = try Program("fault-subject", [path] + settings)
      #expect(try program.answer() == "refused cannot-create")
      #expect(try program.ending() == .status(2))
      var after = stat()
      #expect(lstat(path, &after) == 0)
      #expect(before.st_ino == after.st_ino && before.st_mode == after.st_mode)
      #expect(scratch.names == ["run.rdg"])
    }
  }
}
