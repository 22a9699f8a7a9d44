import Glibc
import ReadingsFormat
import ReadingsProbe
import Synchronization

extension Subject {
  /// Publishes events as fast as can be, and says how often the thread has slept meanwhile.
  func burst(_ count: Int) -> String {
    let before = Self.voluntarySwitches
    for _ in 0..<count { probe.event("burst") }
    return "\(Self.voluntarySwitches - before)"
  }

  private static var voluntarySwitches: Int {
    var usage = rusage()
    // RUSAGE_THREAD, which glibc declares under _GNU_SOURCE only.
    getrusage(1, &usage)
    return usage.ru_nvcsw
  }

  /// Stops the probe while eight threads use it, which go on for a while after that.
  func outliveStop() -> String {
    let crew = Crew(threads: 8) { [self] turn in
      probe.event("event \(turn)")
      turns.add()
      if turn % 64 == 0 { _ = try? probe.counter("late \(turn % 4096)") }
      if turn % 100 == 0 { probe.flush(within: .milliseconds(1)) }
    }
    usleep(50_000)
    let hasStopped = probe.stop()
    let before = turns.value
    usleep(50_000)
    crew.end()
    return "\(hasStopped) \(turns.value > before)"
  }

  /// Observes a function.
  func observe(_ name: String) -> String {
    (try? probe.observe(name) { 5 }) == nil ? "refused" : "done"
  }

  /// Lets go of a second probe, which has recorded for a while.
  func dropProbe(_ path: String) -> String {
    guard let second = Self.second.withLock({ $0.take() }) else {
      let second = Probe.started(recordingTo: path)
      second.event("of the second probe", flushing: true)
      Self.second.withLock { $0 = second }
      return "started"
    }
    second.event("late")
    return second.flush(within: .milliseconds(10)) ? "dropped" : "dropped, not flushed"
  }

  private static let second = Mutex<Probe?>(nil)

  /// Records into a second file meanwhile.
  func secondProbe(_ path: String) -> String {
    do throws(ReadingsError) {
      let second = try Probe(recordingTo: path)
      let other = try second.counter("other")
      try second.start(every: .milliseconds(1))
      other.add(5)
      second.event("of the second probe")
      probe.event("of the first probe")
      return "\(second.stop())"
    } catch {
      return "refused \(error.code.rawValue)"
    }
  }
}
