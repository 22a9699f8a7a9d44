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

  /// An event between a change of the metrics and the next beat repeats what was read last.
  @Test func eventsHaveAllValuesAlsoJustAfterTheMetricsHaveChanged() throws {
    let path = temporaryPath("changes")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Probe.Options()
    options.vitals = [.process, .io, .threads]
    let probe = try Probe(recordingTo: path, options: options)
    try probe.observe("observed") { 5 }
    try probe.start(every: .seconds(1000))
    for number in 0..<100 {
      let counter = try probe.counter("late \(number)")
      counter.add(3)
      probe.event("registered", flushing: true)
      if number % 3 == 0 { probe.unregister("late \(number)") }
      probe.event("later", flushing: true)
    }
    probe.stop()
    let run = try RecordedRun(path)
    #expect(run.labels.count { $0 == "registered" } == 100)
    for name in ["resident", "user_cpu", "io_read_chars", "threads"] {
      let values = run.column(name)
      #expect(values.count == run.rows.count && values.allSatisfy { $0 > 0 }, "\(name)")
    }
    #expect(run.column("observed") == [Double](repeating: 5, count: run.rows.count))
    #expect(run.rows.last?.values["late 98"] == 3)
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
