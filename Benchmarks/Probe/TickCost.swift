import CFloor
import Foundation
import ReadingsProbe

/// What a beat costs beside its wake-up, over a bare loop with three of its four system calls; and how
/// long the beats take that seal a block.
enum TickCost {
  private static let beats = 20_480
  private static let rounds = 15

  static func run() throws {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    _ = try probe.counter("requests")
    _ = try probe.gauge("load", unit: .ratio)
    var heartbeat = try BareHeartbeat(probe)
    for _ in 0..<beats { heartbeat.beat() }
    var ratios: [Double] = []
    var ticks: [Double] = []
    for _ in 0..<rounds {
      let start = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
      floor_read(UInt32(beats))
      let middle = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
      for _ in 0..<beats { heartbeat.beat() }
      let end = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
      ratios.append((end - middle) / (middle - start))
      ticks.append((end - middle) / Double(beats))
    }
    ProbeBench.report("tick_ns", ProbeBench.median(ticks))
    ProbeBench.report("tick_over_floor", ProbeBench.median(ratios))
    reportSealing(&heartbeat)
    heartbeat.finish()
  }

  /// Percentiles of what the beats take that seal a block, in microseconds.
  private static func reportSealing(_ heartbeat: inout BareHeartbeat) {
    let blocks = 1000
    var seals: [Double] = []
    for _ in 0..<blocks {
      // Every 1,024th row finds the block before it full.
      while heartbeat.rowCount % 1024 != 0 { heartbeat.beat() }
      let start = ProbeBench.nanoseconds(CLOCK_MONOTONIC)
      heartbeat.beat()
      seals.append((ProbeBench.nanoseconds(CLOCK_MONOTONIC) - start) / 1000)
    }
    seals.sort()
    ProbeBench.report("seal_p50_us", seals[blocks / 2])
    ProbeBench.report("seal_p99_us", seals[blocks * 99 / 100])
  }
}
