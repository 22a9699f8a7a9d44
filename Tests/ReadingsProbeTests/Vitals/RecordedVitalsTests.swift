import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

@Suite struct RecordedVitalsTests {
  @Test func aProbeRecordsTheGroupsThatItIsTold() throws {
    let path = temporaryPath("groups")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Probe.Options()
    options.vitals = VitalsGroup.all.map { $0.every(.milliseconds(2)) }
    let probe = try Probe(recordingTo: path, options: options)
    try probe.start(every: .milliseconds(1))
    try Data(count: 1 << 20).write(to: URL(fileURLWithPath: path + ".data"))
    try FileManager.default.removeItem(atPath: path + ".data")
    usleep(50_000)
    probe.event("half-way")
    usleep(50_000)
    probe.stop()

    let run = try RecordedRun(path)
    #expect(run.reader.damage == [])
    let schema = try #require(run.reader.schemas.first)
    for meaning: Meaning in [.residentMemory, .ioWrittenChars, .threads, .descriptors] {
      #expect(schema.index(of: meaning) != nil)
    }
    let written = run.column("io_written_chars")
    let rise = try #require(written.last) - (try #require(written.first))
    #expect(rise >= 1_048_576)
    #expect(run.column("threads").allSatisfy { $0 >= 2 })
    for column in schema.columns where column.kind == .counter {
      let values = run.column(column.name)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(column.name) shrinks")
    }
  }

  @Test func aProbeRecordsNoGroupThatItIsNotTold() throws {
    let path = temporaryPath("no-groups")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Probe.Options()
    options.vitals = []
    let probe = try Probe(recordingTo: path, options: options)
    try probe.start(every: .milliseconds(1))
    probe.event("empty")
    probe.stop()
    let run = try RecordedRun(path)
    #expect(run.labels.contains("empty"))
    let schema = try #require(run.reader.schemas.first)
    #expect(schema.columns.map(\.name) == ["time", "probe_dropped_events"])
  }
}
