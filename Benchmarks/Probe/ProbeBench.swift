import Foundation

/// Measures what a probe costs its host; prints one `name value` line for each figure.
///
/// `probe-bench tick` and so on measure one part.
@main
struct ProbeBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    let parts: [(name: String, run: () throws -> Void)] = [
      ("tick", TickCost.run), ("beat", BeatCost.run), ("event", EventCost.run),
      ("vitals", VitalsCost.run),
      ("slowdown", Slowdown.run), ("memory", HostMemory.run),
    ]
    for part in parts where arguments.count < 2 || arguments[1] == part.name { try part.run() }
  }

  /// Prints a figure.
  static func report(_ name: String, _ value: Double) {
    let digits = value < 10 ? 3 : 1
    print("\(name) \(value.formatted(.number.precision(.fractionLength(digits)).grouping(.never)))")
    fflush(nil)
  }

  /// The middle one of several measurements.
  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// A fresh path on the disk of the temporary folder.
  static func path() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("readings-bench-\(UUID().uuidString).rdg").path
  }

  /// A clock of clock_gettime(2) in nanoseconds.
  static func nanoseconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
