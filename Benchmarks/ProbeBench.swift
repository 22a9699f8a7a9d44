import Foundation
import ReadingsProbe

/// What a probe costs an idle process, over a bare loop with the same system calls.
struct ProbeBench {
  /// How long each side of a comparison runs, in seconds.
  private let length = 1.5

  func run() throws {
    for (name, interval) in [("1ms", 1000), ("500us", 500), ("100us", 100)] {
      var shares: [Double] = []
      var ratios: [Double] = []
      for _ in 0..<3 {
        let floor = try floorCPU(every: interval)
        let probe = try probeCPU(every: interval)
        shares.append(100 * probe)
        ratios.append(probe / floor)
      }
      Bench.report("idle_cpu_percent_\(name)", Bench.median(shares))
      Bench.report("beat_over_floor_\(name)", Bench.median(ratios))
    }
  }

  /// CPU per second of a process that only records.
  private func probeCPU(every interval: Int) throws -> Double {
    let path = "/dev/shm/readings-bench-\(UUID().uuidString).rdg"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    try probe.start(every: .microseconds(interval))
    defer { probe.stop() }
    return measure()
  }

  /// CPU per second of a thread that sleeps, and reads what the probe reads.
  private func floorCPU(every interval: Int) throws -> Double {
    let floor = Floor(interval: interval)
    floor.start()
    defer { floor.stop() }
    return measure()
  }

  private func measure() -> Double {
    usleep(100_000)
    let before = cpu()
    let start = ContinuousClock.now
    usleep(UInt32(length * 1e6))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return (cpu() - before) / seconds
  }

  private func cpu() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
