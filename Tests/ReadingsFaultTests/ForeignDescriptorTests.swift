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
      // A host that closes numbers one by one may do so while the file is being opened.
      let start = "readings: \(path): somebody closed the recording's descriptor; "
      #expect(subject.program.errors.first == start + "the file was opened again")
      #expect(
        subject.program.errors.dropFirst().allSatisfy {
          $0 == start + "recording goes on in a new file"
        })
    }
  }
}
