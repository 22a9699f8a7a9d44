import CFloor
import Foundation
import ReadingsFormat
import ReadingsProbe

/// What a probe costs an idle process, over the cheapest bare loop that wakes as often and makes the
/// same three system calls.
enum BeatCost {
  private static let rounds = 7
  /// How long each side of a round runs, in seconds.
  private static let length = 1.0

  static func run() throws {
    for (name, interval) in [("1ms", 1000), ("100us", 100)] {
      var wakes: [[Double]] = [[], [], []]
      var probes: [Double] = []
      var kept: [Double] = []
      for _ in 0..<rounds {
        for (index, wake) in [FLOOR_NANOSLEEP, FLOOR_FUTEX, FLOOR_TIMERFD].enumerated() {
          wakes[index].append(floor(wake, every: interval))
        }
        let (share, beats) = try probe(every: interval)
        probes.append(share)
        kept.append(beats)
      }
      let floors = wakes.map(ProbeBench.median)
      for (index, wake) in ["nanosleep", "futex", "timerfd"].enumerated() {
        ProbeBench.report("floor_cpu_percent_\(name)_\(wake)", 100 * floors[index])
      }
      ProbeBench.report("idle_cpu_percent_\(name)", 100 * ProbeBench.median(probes))
      ProbeBench.report("beat_over_floor_\(name)", ProbeBench.median(probes) / floors.min()!)
      ProbeBench.report("kept_beats_\(name)", ProbeBench.median(kept))
    }
  }

  /// CPU per second of a process that only records, and the share of beats that it kept.
  private static func probe(every interval: Int) throws -> (Double, Double) {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try probe.start(every: .microseconds(interval))
    let share = measure()
    probe.stop()
    return (share, try keptBeats(path, interval: interval))
  }

  private static func keptBeats(_ path: String, interval: Int) throws -> Double {
    let reader = try LogReader(path: path)
    guard let first = reader.blocks.first, let last = reader.blocks.last else { return 0 }
    let events = reader.blocks.reduce(0) { $0 + $1.eventCount }
    let rows = reader.blocks.reduce(0) { $0 + $1.rowCount }
    let span = Double(last.ranges[0].last - first.ranges[0].first) * 100e-9
    return min(1, Double(rows - events) / (span / (Double(interval) * 1e-6)))
  }

  /// CPU per second of a thread that sleeps, and reads what the probe reads.
  private static func floor(_ wake: floor_wake, every interval: Int) -> Double {
    let loop = BareLoop(wake, every: interval * 1000)
    defer { loop.stop() }
    return measure()
  }

  private static func measure() -> Double {
    usleep(50_000)
    let cpu = ProbeBench.nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
    let time = ProbeBench.nanoseconds(CLOCK_MONOTONIC)
    usleep(UInt32(length * 1e6))
    return (ProbeBench.nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu)
      / (ProbeBench.nanoseconds(CLOCK_MONOTONIC) - time)
  }
}
