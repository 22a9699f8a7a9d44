import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

/// The start that can't fail.
@Suite struct StartedTests {
  /// A service starts, whatever becomes of its recording.
  @Test(arguments: ["/no/such/folder/run.rdg", "/dev/null", "/proc/run.rdg", ""])
  func aProbeThatCannotStartIsInert(path: String) throws {
    let probe = Probe.started(recordingTo: path)
    let requests = try probe.counter("requests")
    let load = try probe.gauge("load")
    try probe.observe("observed") { 5 }
    requests.add(2)
    load.set(0.5)
    for _ in 0..<2000 { probe.event("nobody hears it") }
    #expect(!probe.flush())
    probe.event("last words", flushing: true)
    probe.unregister("observed")
    let error = #expect(throws: ReadingsError.self) { try probe.start(every: .milliseconds(1)) }
    #expect(error?.code == .invalidState)
    #expect(!probe.stop())
    #expect(throws: ReadingsError.self) { try probe.counter("load") }
  }

  @Test func aProbeThatCanStartRecords() throws {
    let path = temporaryPath("started")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = Probe.started(recordingTo: path, every: .microseconds(500))
    try probe.counter("requests").add(2)
    probe.event("recorded")
    // The file is in use, and the second one does nothing.
    let second = Probe.started(recordingTo: path)
    second.event("not recorded")
    #expect(!second.stop() && probe.stop())
    let run = try RecordedRun(path)
    #expect(run.labels == ["heartbeat started", "recorded", "heartbeat stopped"])
    #expect(run.rows.last?.values["requests"] == 2)
    #expect(run.reader.header.heartbeatNanoseconds == 500_000)
  }
}
