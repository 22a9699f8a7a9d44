import ReadingsFormat

/// What happens when a row can't be written, such as on a full disk: one line on standard error, no
/// rows for a second, and then another try.
struct RecordingPause {
  /// How long to leave the disk alone, in nanoseconds.
  private static let length: Int64 = 1_000_000_000

  private var until: Int64?
  private var reason: Errno?
  private var ended: Errno?

  /// Whether rows are to be passed over at this time.
  @inline(__always) func lasts(at now: Int64) -> Bool {
    guard let until else { return false }
    return now < until
  }

  /// Starts a pause, and says so unless that has been said since rows were last written.
  mutating func begin(at now: Int64, path: String, because error: Errno) {
    until = now + Self.length
    guard reason == nil else { return }
    reason = error
    RecordingReport.line("recording pauses until it is possible again: \(error)", path: path)
  }

  /// Notes that a row was written.
  @inline(__always) mutating func end() {
    guard until != nil else { return }
    until = nil
    ended = reason.take()
  }

  /// Whether a pause has ended that nobody has been told of.
  @inline(__always) var hasNews: Bool { ended != nil }

  /// Why there was a pause; told once.
  mutating func takeReason() -> Errno? { ended.take() }
}
