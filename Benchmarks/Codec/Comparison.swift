/// Two sides measured side by side: in every round each of them runs over every trace.
struct Comparison {
  /// Nanoseconds a row by trace, one array a round.
  private var ours: [[Double]] = []
  private var rivals: [[Double]] = []

  /// Adds a round.
  ///
  /// - Parameter run: Runs both sides over the trace at a position; returns nanoseconds a row.
  mutating func addRound(
    traces: Int, _ run: (Int) throws -> (ours: Double, rival: Double)
  ) rethrows {
    let times = try (0..<traces).map(run)
    ours.append(times.map(\.ours))
    rivals.append(times.map(\.rival))
  }

  /// Our mean over the traces: the median round's.
  var oursPerRow: Double { ours.map(\.mean).median }
  /// The rival's mean over the traces: the median round's.
  var rivalPerRow: Double { rivals.map(\.mean).median }
  /// The ratio of the two means in one round: the median round's.
  var ratio: Double { zip(ours, rivals).map { $0.mean / $1.mean }.median }

  /// Prints the figures, and those of every trace if that is asked for.
  ///
  /// - Parameter ours: What our side does, such as `encode`; the lines start with it.
  func report(_ ours: String, over rival: String, traces: [Trace]) {
    Report.line("\(ours)_ns_per_row", oursPerRow)
    Report.line("\(ours)_over_\(rival)", ratio)
    Report.line("\(rival)_ns_per_row", rivalPerRow)
    Report.lines("\(ours)_ns_per_row", of: traces, Self.byTrace(self.ours))
    Report.lines("\(rival)_ns_per_row", of: traces, Self.byTrace(rivals))
  }

  private static func byTrace(_ rounds: [[Double]]) -> [Double] {
    rounds[0].indices.map { trace in rounds.map { $0[trace] }.median }
  }
}
