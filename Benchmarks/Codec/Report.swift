import Foundation

/// Prints figures, one `name value` line each.
enum Report {
  /// Whether figures are printed for every trace, too.
  private static let hasTraces = ProcessInfo.processInfo.environment["PER_TRACE"] != nil

  /// Prints a figure.
  static func line(_ name: String, _ value: Double) {
    let digits = value < 10 ? 3 : 1
    print("\(name) \(value.formatted(.number.precision(.fractionLength(digits)).grouping(.never)))")
    fflush(nil)
  }

  /// Prints a figure of every trace, if that is asked for.
  static func lines(_ name: String, of traces: [Trace], _ values: [Double]) {
    guard hasTraces else { return }
    for (trace, value) in zip(traces, values) { line("\(name)_\(trace.name)", value) }
  }
}

extension [Double] {
  /// The middle one of several measurements.
  var median: Double { sorted()[count / 2] }

  /// The arithmetic mean.
  var mean: Double { reduce(0, +) / Double(count) }
}
