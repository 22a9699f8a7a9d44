/// Two sides measured side by side: in every round each of them runs over every trace.
struct Comparison {
  /// Nanoseconds a row by trace, one array a round.
  private var ours: [[Double]] = []
  private var rivals: [[Double]] = []

  /// Measures.
  ///
  /// - Parameter run: Runs both sides over the trace at a position; returns nanoseconds a row.
  init(
    traces: Int, rounds: Int = 9, _ run: (Int) throws -> (ours: Double, rival: Double)
  ) rethrows {
    for _ in 0..<rounds {
      let times = try (0..<traces).map(run)
      ours.append(times.map(\.ours))
      rivals.append(times.map(\.rival))
    }
  }

  /// Our mean over the traces: the median round's.
  var oursPerRow: Double { ours.map(\.mean).median }
  /// The rival's mean over the traces: the median round's.
  var rivalPerRow: Double { rivals.map(\.mean).median }
  /// The ratio of the two means in one round: the median round's.
  var ratio: Double { zip(ours, rivals).map { $0.mean / $1.mean }.median }
  /// Our time by trace.
  var oursByTrace: [Double] { Self.byTrace(ours) }
  /// The rival's time by trace.
  var rivalByTrace: [Double] { Self.byTrace(rivals) }

  private static func byTrace(_ rounds: [[Double]]) -> [Double] {
    rounds[0].indices.map { trace in rounds.map { $0[trace] }.median }
  }
}
