import Glibc
import ReadingsAllocator
import ReadingsProbe

/// Records 100,000 heartbeats, with events and metric updates in between, and exits with 1 if
/// anything in the process has allocated meanwhile.
@main
struct AllocationCheck {
  static func main() throws {
    let path = "/tmp/readings-allocation-check-\(getpid()).rdg"
    defer { unlink(path) }
    let probe = try Probe(recordingTo: path)
    let work = try probe.counter("work")
    let load = try probe.gauge("load", unit: .ratio)
    let beats = try probe.gauge("depth", of: Int64.self)
    try probe.start(every: .microseconds(50))
    usleep(200_000)

    let label = "an event whose label is made at run time, \(getpid()), and is long enough"
    guard let before = allocations() else {
      print("allocation check: the counter counts nothing")
      exit(1)
    }
    // 50 µs a beat: six seconds are 120,000, of which a busy machine may miss some.
    var events = 0
    for step in 0..<6_000 {
      work.add(3)
      load.set(Double(step) / 6_000)
      beats.set(Int64(step))
      if step % 10 == 0 {
        probe.event(label)
        events += 1
      }
      usleep(1_000)
    }
    let made = (allocations() ?? .max) - before
    probe.stop()
    let rows = try RecordedRows(path: path)
    print(
      "allocation check: \(made) allocations in \(rows.heartbeats) heartbeats "
        + "and \(events) events")
    guard made == 0, rows.heartbeats >= 100_000, rows.events == events + 2 else { exit(1) }
  }

  /// How many blocks the process has allocated so far, or nil if nobody counts them.
  private static func allocations() -> UInt64? {
    var totals = readings_allocator_totals()
    return readings_allocator_read(&totals) ? totals.allocations : nil
  }
}
