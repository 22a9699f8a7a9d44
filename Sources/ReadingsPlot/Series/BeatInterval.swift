import ReadingsFormat

/// How far apart rows usually are, which tells a gap from a beat.
struct BeatInterval: Sendable, Equatable {
  /// The usual distance in seconds; 0 if unknown.
  let seconds: Double

  /// Takes the longer of the heartbeat that was asked for and the median of what was kept.
  ///
  /// - Parameter times: the times of some successive rows in seconds.
  init(heartbeatNanoseconds: UInt64?, times: [Double]) {
    let asked = Double(heartbeatNanoseconds ?? 0) * 1e-9
    let distances = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.sorted()
    let kept = distances.isEmpty ? 0 : distances[(distances.count - 1) / 2]
    seconds = max(asked, kept)
  }

  /// Whether two successive rows are so far apart that beats were missed between them, and that
  /// it shows.
  func isGap(_ distance: Double, on axis: TimeAxis) -> Bool {
    seconds > 0 && distance > 3 * seconds && distance > 2 * axis.secondsPerColumn
  }
}
