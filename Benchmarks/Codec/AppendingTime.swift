import Foundation
import ReadingsFormat

/// What appending a row takes with all that comes with it: sealing, and a file that grows in memory.
struct AppendingTime: Timing {
  let traces: [Trace]
  /// Nanoseconds a row by trace, one array a round.
  private var rounds: [[Double]] = []

  init(traces: [Trace]) { self.traces = traces }

  mutating func runRound() throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let path = memory.appendingPathComponent("readings-bench-\(UUID().uuidString).rdg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    rounds.append(
      try traces.map { trace in
        try CPUTime.nanoseconds { try trace.record(to: path) } / Double(trace.rowCount)
      })
  }

  func report() {
    Report.line("append_ns_per_row", rounds.map(\.mean).median)
    Report.lines(
      "append_ns_per_row", of: traces,
      traces.indices.map { trace in rounds.map { $0[trace] }.median })
  }
}
