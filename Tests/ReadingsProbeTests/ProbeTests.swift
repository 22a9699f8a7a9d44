import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

@Suite struct ProbeTests {
  @Test func recordsVitalsMetricsAndEvents() throws {
    let path = temporaryPath("probe")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    let progress = try probe.counter("progress")
    let load = try probe.gauge("load", unit: .ratio)
    let depth = try probe.gauge("depth", of: Int64.self)
    try probe.start(every: .milliseconds(1))
    usleep(20_000)
    progress.add(3)
    load.set(0.7)
    depth.set(9)
    depth.add(-11)
    probe.event("model ready")
    var sum = 0.0
    for step in 0..<3_000_000 { sum += Double(step).squareRoot() }
    #expect(sum > 0)
    usleep(20_000)
    probe.stop()
    probe.stop()
    probe.event("too late")

    let run = try RecordedRun(path)
    #expect(run.reader.ending == .closed)
    #expect(run.reader.damage == [])
    #expect(run.labels == ["heartbeat started", "model ready", "heartbeat stopped"])
    let last = try #require(run.rows.last)
    #expect(last.values["progress"] == 3)
    #expect(last.values["load"] == 0.7)
    #expect(last.values["depth"] == -2)
    #expect(run.rows.first?.values["progress"] == 0)
    #expect(last.values["resident"]! > 1_000_000)
    #expect(last.values["virtual"]! > last.values["resident"]!)
    #expect(last.values["resident_peak"]! >= last.values["resident"]!)
    let cpu = run.rows.map { $0.values["user_cpu"]! + $0.values["system_cpu"]! }
    #expect(cpu.last! > cpu.first!)
    for (index, row) in run.rows.enumerated() { #expect(row.number == UInt64(index)) }
    let header = run.reader.header
    #expect(header.processID == UInt32(getpid()))
    #expect(header.heartbeatNanoseconds == 1_000_000)
    #expect(header.processName != nil && header.hostName != nil && header.bootID != nil)
  }

  @Test func totalsAndTimesNeverShrinkWithEventsFromManyThreads() throws {
    let path = temporaryPath("threads")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    let counter = try probe.counter("published")
    try probe.start(every: .microseconds(100))
    let threads = 4
    let perThread = 2_000
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for number in 0..<perThread {
        probe.event("\(thread)/\(number)")
        counter.add()
        if number % 16 == 0 { usleep(100) }
      }
    }
    probe.stop()
    let run = try RecordedRun(path)
    let dropped = Int(try #require(run.column("probe_dropped_events").last))
    #expect(run.labels.count - 2 + dropped == threads * perThread)
    #expect(run.column("published").last == Double(threads * perThread))
    for thread in 0..<threads {
      let numbers = run.labels.filter { $0.hasPrefix("\(thread)/") }.compactMap {
        Int($0.dropFirst(2))
      }
      #expect(numbers == numbers.sorted())
    }
    for name in ["time", "user_cpu", "system_cpu", "minor_faults", "voluntary_switches"] {
      let values = run.column(name)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(name) shrinks")
    }
  }

  @Test func aMetricMayComeWhileRecording() throws {
    let path = temporaryPath("late")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try probe.start(every: .milliseconds(1))
    usleep(10_000)
    let late = try probe.counter("late")
    late.add(5)
    usleep(10_000)
    probe.stop()
    let run = try RecordedRun(path)
    #expect(run.reader.schemas.count == 2)
    #expect(run.column("late").last == 5)
    #expect(run.column("late").count < run.rows.count)
    #expect(run.reader.damage == [])
  }

  @Test func theSameNameIsTheSameMetricAndAClashIsAnError() throws {
    let probe = try Probe(recordingTo: temporaryPath("names"))
    let first = try probe.counter("requests")
    try probe.counter("requests").add(2)
    #expect(first.value == 2)
    #expect(probe.counter(named: "requests")?.value == 2)
    #expect(probe.counter(named: "nothing") == nil)
    #expect(probe.gauge(named: "requests") == nil)
    #expect(code { try probe.gauge("requests") } == .metricMismatch)
    #expect(code { try probe.counter("requests", unit: .bytes) } == .metricMismatch)
    #expect(code { try probe.counter("resident") } == .invalidArgument)
    #expect(code { try probe.counter("") } == .invalidArgument)
  }

  @Test func badArgumentsAreErrors() throws {
    #expect(code { try Probe(recordingTo: "/no/such/folder/run.rdg") } == .cannotCreate)
    let path = temporaryPath("state")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    #expect(code { try probe.start(every: .zero) } == .invalidArgument)
    #expect(code { try probe.start(every: .microseconds(-5)) } == .invalidArgument)
    #expect(code { try probe.start(every: .seconds(100_000)) } == .invalidArgument)
    try probe.start(every: .milliseconds(1))
    #expect(code { try probe.start(every: .milliseconds(1)) } == .invalidState)
    #expect(code { try Probe(recordingTo: path) } == .fileInUse)
    probe.stop()
    #expect(code { try probe.start(every: .milliseconds(1)) } == .invalidState)
  }

  @Test func longLabelsAreCutBetweenScalars() throws {
    let path = temporaryPath("labels")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try probe.start(every: .milliseconds(1))
    probe.event(String(repeating: "é", count: 100) + String(repeating: "€", count: 50_000))
    probe.event("")
    probe.stop()
    let labels = try RecordedRun(path).labels
    #expect(labels[1] == String(repeating: "é", count: 100) + String(repeating: "€", count: 18))
    #expect(labels[2] == "")
  }

  @Test func theGlobalProbeDoesNothingUntilItIsSet() throws {
    Probe.event("nobody hears this")
    #expect(Probe.counter(named: "global") == nil)
    let path = temporaryPath("global")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    _ = try probe.counter("global")
    Probe.global = probe
    defer { Probe.global = nil }
    try probe.start(every: .milliseconds(1))
    Probe.event("heard")
    Probe.counter(named: "global")?.add(7)
    usleep(5_000)
    probe.stop()
    let run = try RecordedRun(path)
    #expect(run.labels.contains("heard"))
    #expect(run.column("global").last == 7)
  }

  /// The code of the error that `body` throws.
  private func code<Result>(_ body: () throws -> Result) -> ReadingsError.Code? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? ReadingsError)?.code }
  }
}
