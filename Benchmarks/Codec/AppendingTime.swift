import Foundation
import ReadingsFormat

/// What appending a row takes with all that comes with it: sealing, and a file that grows in memory.
enum AppendingTime {
  private static let rounds = 5

  static func run(_ traces: [Trace]) throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let path = memory.appendingPathComponent("readings-bench-\(UUID().uuidString).rdg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let times = try traces.map { trace in
      try (0..<rounds).map { _ in
        try CPUTime.nanoseconds { try trace.record(to: path) } / Double(trace.rowCount)
      }.median
    }
    Report.line("append_ns_per_row", times.mean)
    Report.lines("append_ns_per_row", of: traces, times)
  }
}
