import Foundation
import ReadingsFormat
import Synchronization
import Testing

@testable import ReadingsProbe

/// Metrics that come, are observed, and go.
@Suite struct MetricTests {
  private func recorded(_ body: (Probe) throws -> Void) throws -> RecordedRun {
    let path = temporaryPath("metrics")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try body(probe)
    probe.stop()
    return try RecordedRun(path)
  }

  private func code<Result>(_ body: () throws -> Result) -> ReadingsError.Code? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? ReadingsError)?.code }
  }

  @Test func functionsAreCalledAtEachBeat() throws {
    let calls = Atomic<Int64>(0)
    let run = try recorded { probe in
      try probe.observe("calls", as: .counter) { calls.add(1, ordering: .relaxed).newValue }
      try probe.observe("half", unit: .ratio) { 0.5 }
      try probe.start(every: .milliseconds(1))
      probe.event("in between")
      usleep(20_000)
    }
    let beats = run.rows.filter { $0.label == nil }.compactMap { $0.values["calls"] }
    #expect(beats.count > 2)
    #expect(zip(beats, beats.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(run.column("half")) == [0.5])
    let column = run.reader.schemas[0].columns.first { $0.name == "calls" }
    #expect(column?.kind == .counter && column?.type == .int64)
  }

  @Test func memoryIsReadInEveryRow() throws {
    let level = UnsafeMutablePointer<Int64>.allocate(capacity: 2)
    defer { level.deallocate() }
    level.initialize(repeating: 7, count: 2)
    let run = try recorded { probe in
      try probe.observe("level", at: UnsafePointer(level))
      let odd = UnsafeRawPointer(level) + 4
      #expect(
        code { try probe.observe("odd", at: odd.assumingMemoryBound(to: Int64.self)) }
          == .invalidArgument)
      try probe.start(every: .milliseconds(1))
      probe.event("seven", flushing: true)
      UnsafeMutableRawPointer(level).assumingMemoryBound(to: Atomic<Int64>.self).pointee
        .store(-8, ordering: .relaxed)
      probe.event("eight", flushing: true)
      #expect(probe.unregister("level"))
    }
    #expect(run.rows.first { $0.label == "seven" }?.values["level"] == 7)
    #expect(run.rows.first { $0.label == "eight" }?.values["level"] == -8)
  }

  @Test func aMetricThatWasRemovedIsNotTouchedAgain() throws {
    let calls = Atomic<Int>(0)
    let run = try recorded { probe in
      try probe.observe("temporary") { Int64(calls.add(1, ordering: .relaxed).newValue) }
      let kept = try probe.counter("kept")
      try probe.start(every: .microseconds(100))
      while calls.load(ordering: .relaxed) < 3 { usleep(100) }
      #expect(probe.unregister("temporary"))
      let before = calls.load(ordering: .relaxed)
      #expect(!probe.unregister("temporary"))
      kept.add(5)
      usleep(20_000)
      #expect(calls.load(ordering: .relaxed) == before)
      // The name is free again, for anything.
      try probe.gauge("temporary").set(1.5)
      probe.event("again", flushing: true)
    }
    #expect(run.reader.schemas.count == 3)
    #expect(run.rows.last?.values["temporary"] == 1.5)
    #expect(run.rows.last?.values["kept"] == 5)
    #expect(run.rows.contains { $0.values["temporary"] == nil })
  }

  @Test func metricsComeAndGoWhileThreadsUseThem() throws {
    let run = try recorded { probe in
      try probe.start(every: .microseconds(100))
      DispatchQueue.concurrentPerform(iterations: 4) { thread in
        for round in 0..<50 {
          let counter = try? probe.counter("counter \(thread)")
          counter?.add(Int64(round))
          _ = try? probe.observe("observed \(thread)") { Int64(thread) }
          usleep(200)
          probe.unregister("observed \(thread)")
          if round % 10 == 9 { probe.unregister("counter \(thread)") }
          counter?.add(1)
        }
      }
    }
    #expect(run.reader.damage == [])
    for (index, row) in run.rows.enumerated() { #expect(row.number == UInt64(index)) }
    for thread in 0..<4 {
      #expect(Set(run.column("observed \(thread)")).subtracting([0, Double(thread)]).isEmpty)
    }
  }

  @Test func aNameBelongsToOneMetric() throws {
    let probe = try Probe(recordingTo: temporaryPath("clash"))
    try probe.observe("depth") { Int64(1) }
    #expect(code { try probe.observe("depth") { Int64(2) } } == .metricMismatch)
    #expect(code { try probe.counter("depth") } == .metricMismatch)
    #expect(code { try probe.gauge("depth", of: Int64.self) } == .metricMismatch)
    #expect(probe.gauge(named: "depth", of: Int64.self) == nil)
    #expect(code { try probe.observe("time") { Int64(0) } } == .invalidArgument)
    _ = try probe.counter("größe 大きさ 🦉")
    #expect(probe.counter(named: "größe 大きさ 🦉") != nil)
  }

  @Test func countersAreSumsOverThreadsThatCameAndWent() throws {
    let probe = try Probe(recordingTo: temporaryPath("sums"))
    let counter = try probe.counter("work")
    for _ in 0..<30 {
      DispatchQueue.concurrentPerform(iterations: 20) { _ in
        for _ in 0..<1_000 { counter.add(2) }
      }
      let thread = Thread { counter.add(-1) }
      thread.start()
      while !thread.isFinished { usleep(100) }
    }
    #expect(counter.value == 30 * (20 * 1_000 * 2 - 1))
    probe.unregister("work")
    #expect(try probe.counter("work").value == 0)
  }

  @Test func moreCountersThanOneChunkHolds() throws {
    let probe = try Probe(recordingTo: temporaryPath("many"))
    let counters = try (0..<200).map { try probe.counter("counter \($0)") }
    for (number, counter) in counters.enumerated() { counter.add(Int64(number)) }
    for (number, counter) in counters.enumerated() { #expect(counter.value == Int64(number)) }
  }

  @Test(.timeLimit(.minutes(5)))
  func aFunctionIsNotCalledAfterItWasRemovedFromAProbeThatIsBeingStopped() throws {
    let path = temporaryPath("removed-late")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    let isHeld = Atomic<Bool>(false)
    let isCalled = Atomic<Bool>(false)
    let isBeingCalled = Atomic<Bool>(false)
    try probe.observe("held") {
      isBeingCalled.store(true, ordering: .sequentiallyConsistent)
      while isHeld.load(ordering: .sequentiallyConsistent) {
        isCalled.store(true, ordering: .sequentiallyConsistent)
        usleep(100)
      }
      isBeingCalled.store(false, ordering: .sequentiallyConsistent)
      return Int64(0)
    }
    try probe.start(every: .milliseconds(1))
    isHeld.store(true, ordering: .sequentiallyConsistent)
    while !isCalled.load(ordering: .sequentiallyConsistent) { usleep(100) }
    // The heartbeat hangs in the function: it cannot be stopped, and that does not change by asking.
    #expect(!probe.stop(within: .milliseconds(1)))
    #expect(!probe.stop(within: .milliseconds(1)))
    let thread = Thread {
      usleep(20_000)
      isHeld.store(false, ordering: .sequentiallyConsistent)
    }
    thread.start()
    let isRemoved = probe.unregister("held")
    let isCalledStill = isBeingCalled.load(ordering: .sequentiallyConsistent)
    #expect(isRemoved && !isCalledStill)
    #expect(probe.stop())
  }

  @Test(.timeLimit(.minutes(5)))
  func whatAFunctionHoldsMayUseTheProbeWhenItIsGivenUp() throws {
    final class Owner: Sendable {
      let probe: Probe
      init(_ probe: Probe) { self.probe = probe }
      deinit { probe.unregister("second") }
    }
    let probe = try Probe(recordingTo: temporaryPath("owner"))
    try probe.observe("second") { Int64(2) }
    try { () throws -> Void in
      let owner = Owner(probe)
      try probe.observe("first") { owner.probe.counter(named: "none") == nil ? Int64(1) : 0 }
    }()
    #expect(probe.unregister("first"))
    #expect(!probe.unregister("second"))
  }

  /// Each change of the columns writes all of them into the file once more.
  @Test(.timeLimit(.minutes(5)))
  func thousandsOfMetricsOneByOneFillNoDisk() throws {
    let path = temporaryPath("thousands")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try probe.start(every: .milliseconds(1))
    for number in 0..<2000 {
      try probe.counter("metric number \(number)").add(Int64(number))
      usleep(300)
    }
    usleep(300_000)
    #expect(probe.stop())
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? .max
    #expect(size < 8 << 20)
    let run = try RecordedRun(path)
    #expect(run.reader.damage == [])
    #expect(run.rows.last?.values["metric number 1999"] == 1999)
  }
}
