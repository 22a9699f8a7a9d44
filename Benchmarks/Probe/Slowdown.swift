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

  private static func compare(_ name: String, _ work: @Sendable @escaping (Int) -> Int) throws {
    var ratios: [Double] = []
    for round in 0..<rounds {
      // Which side goes first alternates, so that a machine that gets slower favours neither.
      let isProbeFirst = round % 2 == 0
      let first = try time(work, isRecorded: isProbeFirst)
      let second = try time(work, isRecorded: !isProbeFirst)
      ratios.append(isProbeFirst ? first / second : second / first)
    }
    ProbeBench.report("slowdown_1ms_\(name)", ProbeBench.median(ratios))
  }

  private static func time(
    _ work: @Sendable @escaping (Int) -> Int, isRecorded: Bool
  ) throws -> Double {
    let path = ProbeBench.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = isRecorded ? try Probe(recordingTo: path) : nil
    try probe?.start(every: .milliseconds(1))
    defer { probe?.stop() }
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
