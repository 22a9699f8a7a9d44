import Foundation
import ReadingsProbe

/// What one reading of each group of vitals costs, as the difference between beats with it and without.
enum VitalsCost {
  private static let rounds = 7
  private static let threads = 64
  /// The resident memory that the cost of `memory` is measured over, in bytes.
  private static let resident = 256 << 20

  static func run() throws {
    let groups: [VitalsGroup] = [.io, .threads, .descriptors, .cgroup, .pressure]
    for group in groups {
      ProbeBench.report("vitals_\(group.name)_us", try reading(of: group) / 1000)
    }
    try withResidentMemory {
      let share = Double(resident) / Double(1 << 30)
      let cost = try reading(of: .memory, beats: 20) / share
      ProbeBench.report("vitals_memory_ms_per_gib", cost / 1_000_000)
    }
    let few = try reading(of: .scheduler)
    for _ in 0..<threads {
      Thread.detachNewThread {
        while true { pause() }
      }
    }
    // Until all are there.
    usleep(200_000)
    let more = (try reading(of: .scheduler, beats: 200) - few) / Double(threads)
    ProbeBench.report("vitals_scheduler_us_per_thread", more / 1000)
  }

  /// The CPU time of one reading, in nanoseconds.
  private static func reading(of group: VitalsGroup, beats: Int = 4000) throws -> Double {
    try ProbeBench.median(
      (0..<rounds).map { _ in
        try beat([.process, group.every(.zero)], beats) - beat([.process], beats)
      })
  }

  /// The CPU time of one beat with these groups, in nanoseconds.
  private static func beat(_ groups: [VitalsGroup], _ beats: Int) throws -> Double {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Probe.Options()
    options.vitals = groups
    let probe = try Probe(recordingTo: path, options: options)
    var heartbeat = try BareHeartbeat(probe)
    for _ in 0..<20 { heartbeat.beat() }
    let start = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    for _ in 0..<beats { heartbeat.beat() }
    let end = ProbeBench.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    heartbeat.finish()
    return (end - start) / Double(beats)
  }

  /// Calls a body while so much memory is resident, in pages of the usual size.
  private static func withResidentMemory(_ body: () throws -> Void) rethrows {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: resident, alignment: 1 << 21)
    defer { memory.deallocate() }
    madvise(memory, resident, MADV_NOHUGEPAGE)
    memset(memory, 1, resident)
    try body()
  }
}
