import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// Values that the system does not tell, always or any more: they are missing, and never 0.
  @Suite struct MissingVitals {
    @Test func theyAreReadOnWhenTheMainThreadHasEnded() throws {
      let scratch = try Scratch()
      let subject = try Subject(scratch.file(), "vitals=process,threads,descriptors,io")
      try subject.record("before")
      try subject.ask("end-main")
      usleep(100_000)
      try subject.record("after")
      try subject.ask("fill 65536")
      try subject.leave()
      let run = try Recorded(subject.path)
      #expect(run.labels.contains("after"))
      let lowest = try Self.lowest(subject.path)
      for name in ["virtual", "resident", "descriptors", "threads", "io_read_chars"] {
        #expect(try #require(lowest[name], "\(name) is not recorded") > 0, "\(name)")
      }
      // It is the process's size, and goes on being read.
      #expect(lowest["resident"]! > 1_000_000)
      #expect(subject.program.errors == [])
    }

    @Test func withoutProcTheyAreNotRecordedAndThatIsSaid() throws {
      let scratch = try Scratch()
      let program = try Program(
        "/usr/bin/unshare",
        [
          Privilege.namespace, "/bin/sh", "-c",
          "mount -t tmpfs none /proc && exec \"$0\"", Program.built("dormant-host"),
        ],
        // Swift has a program's arguments from /proc.
        environment: ["READINGS": scratch.file(), "READINGS_VITALS": "process,io,threads"])
      let answer = try? program.answer()
      try Privilege.require(answer == "running", "mounting: \(program.errors)")
      usleep(20_000)
      program.closeInput()
      #expect(try program.ending() == .status(7))
      let run = try Recorded(scratch.file())
      let names = try #require(run.reader.schemas.first).columns.map(\.name)
      #expect(Set(names).isDisjoint(with: ["virtual", "resident", "threads", "io_read_chars"]))
      #expect(names.contains("resident_peak") && names.contains("user_cpu"))
      #expect(run.last["resident_peak"]! > 0)
      let sentence =
        "the system does not tell these, which are not recorded: virtual, resident, io, threads"
      #expect(run.labels == ["heartbeat started", sentence, "heartbeat stopped"])
      #expect(program.errors.count == 1)
      #expect(program.errors.first?.hasSuffix(sentence) == true)
    }

    /// The smallest value of each column, in its unit.
    private static func lowest(_ path: String) throws -> [String: Double] {
      let reader = try LogReader(path: path)
      let block = ColumnBlock()
      var lowest: [String: Double] = [:]
      for index in reader.blocks.indices {
        try reader.decode(index, into: block)
        for (position, column) in block.schema.columns.enumerated() {
          for row in 0..<block.rowCount {
            let value = column.double(block[column: position, row: row])
            lowest[column.name] = min(lowest[column.name] ?? value, value)
          }
        }
      }
      return lowest
    }
  }
}
