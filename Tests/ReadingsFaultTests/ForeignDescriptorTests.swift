import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// A host that closes the probe's descriptors, and has files of its own under their numbers.
  @Suite struct ForeignDescriptors {
    @Test(arguments: ["mapped", "written"])
    func theHostsFilesAreLeftAlone(storage: String) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let subject = try Subject(path, "heartbeat=200", "storage=\(storage)", "rotation=67108864")
      try subject.record("before")
      #expect(try subject.ask("take-numbers 1000") == "intact")
      try subject.record("after")
      try subject.leave()

      let series = try LogSeries(paths: [path])
      #expect(series.damage == [])
      var labels: [String] = []
      let block = ColumnBlock()
      for index in series.blocks.indices {
        try series.decode(index, into: block)
        labels += block.events.map(\.label)
      }
      let own = labels.filter { $0.hasPrefix("round") || $0 == "before" || $0 == "after" }
      #expect(own == ["before"] + (0..<1000).map { "round \($0)" } + ["after"])
      // A host that closes numbers one by one may do so while a file is being opened or made: what is said
      // then depends on the moment, and is about this file.
      let errors = subject.program.errors
      let closed = "readings: \(path): somebody closed the recording's descriptor; "
      #expect(errors.first == closed + "the file was opened again")
      #expect(errors.allSatisfy { $0.hasPrefix("readings: \(path): ") }, "\(errors)")
    }
  }
}
