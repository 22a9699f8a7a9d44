import Foundation
import ReadingsFormat
import Testing
import VictimRows

extension FaultTests {
  /// File systems that know less than a disk's does.
  @Suite struct PoorFilesystem {
    /// No fallocate(2), no link(2), no shared mappings.
    @Test(arguments: [[], ["rotation=1048576"]])
    func recordingTakesNoMoreThanWriting(settings: [String]) throws {
      let folder = try FaultyFolder()
      let path = folder.file()
      let program = try Program("fault-subject", [path, "heartbeat=50"] + settings)
      #expect(try program.answer() == "recording")
      for number in 0..<6000 {
        #expect(try program.ask("event \(number)") == "done")
        if number % 300 == 0 { #expect(try program.ask("flush 30000") == "true") }
      }
      #expect(try LogReader(path: path).ending == .live)
      #expect(try program.ask("stop 30000") == "true")
      let run = try Recorded(path)
      #expect(run.reader.ending == .closed)
      #expect(run.reader.blocks.count > 2)
      #expect(run.count(of: "") + Int(run.last["probe_dropped_events"]!) == 6002)
      #expect(program.errors == [])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["run.rdg"])
    }

    /// As in a container whose filter of system calls does not know this one.
    @Test(arguments: [EPERM, ENOSYS])
    func spaceIsClaimedByWritingWhereTheCallIsForbidden(error: Int32) throws {
      let scratch = try Scratch()
      let subject = try Subject(
        scratch.file("run.rdg"), "heartbeat=50", "fallocate=\(error)", "rotation=1048576")
      for number in 0..<2000 {
        try subject.ask("event \(number)")
        if number % 300 == 0 { #expect(try subject.ask("flush 30000") == "true") }
      }
      try subject.leave()
      let run = try Recorded(subject.path)
      #expect(run.reader.ending == .closed)
      #expect(run.count(of: "") + Int(run.last["probe_dropped_events"]!) == 2002)
      #expect(subject.program.errors == [])
    }

    /// However the bytes get into the file, they are the same.
    @Test func writingGivesTheSameBytesAsMapping() throws {
      let scratch = try Scratch()
      var header = LogHeader(format: "")
      header.tag = RecordingTag(number: 1)
      for storage in [LogWriter.Storage.mapped, .written] {
        var options = LogWriter.Options()
        options.storage = storage
        options.rowsPerBlock = 64
        options.growth = 4096
        var writer = try LogWriter(
          path: scratch.file("\(storage)"), header: header,
          schema: VictimRows.schema, options: options)
        for number in 0..<10_000 as Range<UInt64> {
          let label = VictimRows.label(number).map { Array($0.utf8) }
          try VictimRows.row(number).withUnsafeBufferPointer { values in
            if let label {
              try label.withUnsafeBytes { try writer.append(values, label: $0) }
            } else {
              try writer.append(values)
            }
          }
        }
        try writer.close()
      }
      let mapped = try Data(contentsOf: URL(filePath: scratch.file("mapped")))
      #expect(mapped.count > 10_000)
      #expect(try Data(contentsOf: URL(filePath: scratch.file("written"))) == mapped)
    }

    /// By a file system that says so: kernels are rarely built with quotas that a test may set.
    @Test func aQuotaPausesTheRecordingAsAFullDiskDoes() throws {
      let folder = try FaultyFolder()
      let path = folder.file()
      let subject = try Subject(path, "heartbeat=50")
      try subject.record("within the quota")
      try folder.setQuota(1 << 19)
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      try subject.ask("event waits")
      #expect(try Recorded(path).labels.contains("within the quota"))
      try folder.setQuota(1 << 30)
      try subject.record("within the quota again")
      try subject.leave()
      #expect(
        subject.program.errors == [
          "readings: \(path): recording pauses until it is possible again: Disk quota exceeded"
        ])
      let run = try Recorded(path)
      #expect(run.firstRow == 0)
      #expect(run.count(of: "recording resumes after a pause: Disk quota exceeded") == 1)
      #expect(run.count(of: "waits") == 1)
    }
  }
}
