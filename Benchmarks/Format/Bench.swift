import Foundation

/// Measures the format; prints one `name value` line for each figure.
@main
struct Bench {
  static func main() throws {
    let folder = ProcessInfo.processInfo.environment["TRACES"] ?? "../shared/traces"
    let traces = try Trace.load(folder: folder)
    try FormatBench(traces: traces).run()
  }

  /// Prints a figure.
  static func report(_ name: String, _ value: Double) {
    let digits = value < 10 ? 3 : 1
    print("\(name) \(value.formatted(.number.precision(.fractionLength(digits)).grouping(.never)))")
  }

  /// The middle one of several measurements.
  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
