import CFloor
import Foundation
import ReadingsProbe

/// How much longer a program takes with a probe at 1 ms: one that computes and one that allocates,
/// on as many threads as there are cores.
enum Slowdown {
  private static let rounds = 41

  static func run() throws {
    try compare("compute", compute)
    try compare("allocation", allocate)
  }

  /// What runs beside the program.
  private enum Companion {
    case nothing, probe, bareLoop
  }

  private static func compare(_ name: String, _ work: @Sendable @escaping (Int) -> Int) throws {
    var probes: [Double] = []
    var loops: [Double] = []
    for round in 0..<rounds {
      // The order turns, so that a machine that gets slower favours nobody.
      var times: [Companion: Double] = [:]
      let order: [Companion] = [.nothing, .probe, .bareLoop]
      for place in 0..<3 {
        let companion = order[(place + round) % 3]
        times[companion] = try time(work, beside: companion)
      }
      probes.append(times[.probe]! / times[.nothing]!)
      loops.append(times[.bareLoop]! / times[.nothing]!)
    }
    ProbeBench.report("slowdown_1ms_\(name)", ProbeBench.median(probes))
    ProbeBench.report("slowdown_1ms_\(name)_bare_loop", ProbeBench.median(loops))
  }

  private static func time(
    _ work: @Sendable @escaping (Int) -> Int, beside companion: Companion
  ) throws -> Double {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = companion == .probe ? try Probe(recordingTo: path) : nil
    try probe?.start(every: .milliseconds(1))
    let loop = companion == .bareLoop ? BareLoop(FLOOR_FUTEX, every: 1_000_000) : nil
    defer {
      probe?.stop()
      loop?.stop()
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let start = ProbeBench.nanoseconds(CLOCK_MONOTONIC)
    DispatchQueue.concurrentPerform(iterations: cores) { index in
      precondition(work(index) != 0)
    }
    return ProbeBench.nanoseconds(CLOCK_MONOTONIC) - start
  }

  private static func compute(_ seed: Int) -> Int {
    var state = UInt64(seed) &+ 1
    for _ in 0..<100_000_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
    }
    return Int(truncatingIfNeeded: state | 1)
  }

  private static func allocate(_ seed: Int) -> Int {
    var blocks = [UnsafeMutableRawPointer?](repeating: nil, count: 1024)
    var state = UInt64(seed) &+ 1
    for _ in 0..<4_000_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let place = Int(state >> 54)
      free(blocks[place])
      blocks[place] = malloc(16 + Int(state >> 33) & 1023)
    }
    for block in blocks { free(block) }
    return 1
  }
}
