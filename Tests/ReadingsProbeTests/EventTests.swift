import Foundation
import ReadingsFormat
import Testing

@testable import ReadingsProbe

/// Events on their way into the file.
@Suite struct EventTests {
  private func removing(_ path: String, _ body: () throws -> Void) rethrows {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body()
  }

  @Test func flushReturnsWhenTheEventIsInTheFile() throws {
    let path = temporaryPath("flush")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      // The next beat is a minute away: only the flush can bring the events into the file.
      try probe.start(every: .seconds(60))
      for number in 0..<50 {
        probe.event("event \(number)")
        #expect(probe.flush())
        #expect(try RecordedRun(path).labels.last == "event \(number)")
      }
      probe.event("last word", flushing: true)
      #expect(try RecordedRun(path).labels.last == "last word")
      probe.stop()
    }
  }

  @Test func flushSaysWhenNothingIsRecorded() throws {
    let path = temporaryPath("unflushed")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      #expect(probe.flush(within: .zero), "there is nothing to flush")
      probe.event("before the start")
      #expect(!probe.flush(within: .milliseconds(20)))
      try probe.start(every: .seconds(60))
      #expect(probe.flush())
      probe.stop()
      #expect(
        try RecordedRun(path).labels == [
          "before the start", "heartbeat started", "heartbeat stopped",
        ])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aFlushOnTheHeartbeatItselfDoesNotWait() throws {
    let path = temporaryPath("self-flush")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      Probe.global = probe
      defer { Probe.global = nil }
      let results = Guarded<Set<Bool>>([])
      try probe.observe("flushing") { () -> Int64 in
        Probe.event("from the heartbeat")
        let result = Probe.global?.flush(within: .seconds(3600)) ?? true
        results.withLock { _ = $0.insert(result) }
        return 1
      }
      try probe.start(every: .milliseconds(1))
      usleep(50_000)
      probe.stop()
      // The last call comes when events are not taken any more, and finds nothing to wait for.
      #expect(results.withLock { $0 }.contains(false))
      #expect(try RecordedRun(path).labels.contains("from the heartbeat"))
    }
  }

  @Test func timesNeverRunBackwardsHoweverThreadsAreScheduled() throws {
    let path = temporaryPath("order")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      try probe.start(every: .microseconds(100))
      DispatchQueue.concurrentPerform(iterations: 8) { thread in
        for number in 0..<2_000 {
          probe.event("\(thread) \(number)")
          if number % 100 == 0 { usleep(500) }
        }
      }
      probe.stop()
      let run = try RecordedRun(path)
      for name in ["time", "user_cpu", "system_cpu", "minor_faults", "probe_dropped_events"] {
        let values = run.column(name)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(name) runs backwards")
      }
    }
  }

  @Test func aRowOfTheFutureRaisesThoseAfterIt() throws {
    // What a caller's clock says may be later than the next row's: it was preempted in between.
    let path = temporaryPath("clamp")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      var heartbeat = try BareHeartbeat(probe)
      let later = probe.core.originNanoseconds + 5_000_000_000
      let vitals = [UInt64](repeating: 0, count: EventVitals.capacity)
      Array("early bird".utf8).withUnsafeBytes { label in
        vitals.withUnsafeBufferPointer {
          _ = probe.core.events.publish(time: later, vitals: $0, label: label)
        }
      }
      heartbeat.beat()
      heartbeat.beat()
      heartbeat.finish()
      #expect(try RecordedRun(path).column("time") == [5, 5, 5])
    }
  }

  @Test func aStopFromTheHeartbeatItselfDoesNotWaitForItself() throws {
    let path = temporaryPath("self-stop")
    try removing(path) {
      let probe = try Probe(recordingTo: path)
      Probe.global = probe
      defer { Probe.global = nil }
      let beats = try probe.counter("beats")
      try probe.observe("stopping") { () -> Int64 in
        beats.add()
        if beats.value == 5 { Probe.global?.stop() }
        return beats.value
      }
      try probe.start(every: .milliseconds(1))
      while !probe.core.hasEnded.load(ordering: .acquiring) { usleep(1_000) }
      let run = try RecordedRun(path)
      #expect(run.reader.ending == .closed)
      #expect(run.labels.last == "heartbeat stopped")
    }
  }
}
