import Glibc
import ReadingsAllocator
import ReadingsProbe

/// Records a million heartbeats, events and metric updates each, and exits with 1 if anything in the
/// process has allocated meanwhile: first by a probe that runs, then as fast as it goes.
@main
struct AllocationCheck {
  private static let goal = 1_000_000

  static func main() throws {
    guard allocations() != nil else {
      print("allocation check: the counter counts nothing")
      exit(1)
    }
    let isQuiet = try checkRunning()
    let isFast = try checkBare()
    guard isQuiet, isFast else { exit(1) }
  }

  /// A probe with its threads, which also writes back and starts new files.
  private static func checkRunning() throws -> Bool {
    let path = "/tmp/readings-allocation-check-\(getpid()).rdg"
    defer { unlink(path) }
    var options = Probe.Options()
    options.vitals = VitalsGroup.all + [.memory]
    options.durability = .powerLoss(costingAtMost: .milliseconds(500))
    let probe = try Probe(recordingTo: path, options: options)
    let work = try probe.counter("work")
    try probe.start(every: .microseconds(50))
    usleep(200_000)
    let before = allocations() ?? 0
    for step in 0..<2_000 {
      work.add(3)
      if step % 10 == 0 { probe.event("an event of a probe that runs") }
      usleep(1_000)
    }
    let made = (allocations() ?? .max) - before
    probe.stop()
    let rows = try RecordedRows(path: path)
    print(
      "allocation check: \(made) allocations in \(rows.heartbeats) heartbeats of a running probe")
    return made == 0 && rows.heartbeats >= 20_000 && rows.events == 202
  }

  /// The heartbeat without its thread, a million times, with as many events and updates.
  private static func checkBare() throws -> Bool {
    let path = "/tmp/readings-allocation-check-\(getpid()).rdg"
    defer { unlink(path) }
    var options = Probe.Options()
    options.vitals = VitalsGroup.all + [.memory]
    let probe = try Probe(recordingTo: path, options: options)
    let work = try probe.counter("work")
    let load = try probe.gauge("load", unit: .ratio)
    let depth = try probe.gauge("depth", of: Int64.self)
    try probe.observe("work seen") { work.value }
    var heartbeat = try BareHeartbeat(probe)
    for _ in 0..<5_000 { heartbeat.beat() }
    let label = "an event whose label is made at run time, \(getpid()), and is long enough"
    let before = allocations() ?? 0
    for step in 0..<goal {
      work.add(3)
      load.set(Double(step) / 6_000)
      depth.add(1)
      probe.event(label)
      heartbeat.beat()
    }
    let made = (allocations() ?? .max) - before
    heartbeat.finish()
    let rows = try RecordedRows(path: path)
    print(
      "allocation check: \(made) allocations in \(rows.heartbeats) heartbeats, \(rows.events) events "
        + "and \(3 * goal) metric updates")
    return made == 0 && rows.heartbeats >= goal && rows.events == goal
  }

  /// How many blocks the process has allocated so far, or nil if nobody counts them.
  private static func allocations() -> UInt64? {
    var totals = readings_allocator_totals()
    return readings_allocator_read(&totals) ? totals.allocations : nil
  }
}
