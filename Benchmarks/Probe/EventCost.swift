import Foundation
import ReadingsProbe
import Synchronization

/// What metrics and events cost the threads that record them.
enum EventCost {
  static func run() throws {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    // Events without their vitals, which are two system calls.
    var options = Probe.Options()
    options.vitals = []
    let probe = try Probe(recordingTo: path, options: options)
    let counter = try probe.counter("requests")
    try probe.start(every: .milliseconds(1))
    defer { probe.stop() }
    ProbeBench.report("metric_ns", ProbeBench.median((0..<9).map { _ in add(to: counter) }))
    for threads in [1, 4] {
      let costs = (0..<9).map { _ in publish(to: probe, threads: threads) }
      ProbeBench.report("event_ns_\(threads)", ProbeBench.median(costs))
    }
  }

  private static func add(to counter: Counter) -> Double {
    let count = 10_000_000
    let start = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    for amount in 0..<count { counter.add(Int64(amount & 7)) }
    return (ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start) / Double(count)
  }

  /// CPU an event, in bursts that the ring has room for.
  private static func publish(to probe: Probe, threads: Int) -> Double {
    let bursts = 200
    let burst = 400 / threads
    let total = Atomic<Int>(0)
    for _ in 0..<bursts {
      probe.flush()
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        let start = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
        for _ in 0..<burst { probe.event("request served") }
        let spent = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start
        total.add(Int(spent), ordering: .relaxed)
      }
    }
    return Double(total.load(ordering: .relaxed)) / Double(bursts * burst * threads)
  }
}
