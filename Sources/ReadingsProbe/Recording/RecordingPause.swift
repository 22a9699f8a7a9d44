import ReadingsFormat

/// What happens when a row can't be written, such as on a full disk: one line on standard error, no
/// rows for a second, and then another try.
struct RecordingPause {
  /// How long to leave the disk alone, in nanoseconds.
  private static let length: Int64 = 1_000_000_000

  private var until: Int64?
  private var isReported = false

  /// Whether rows are to be passed over at this time.
  func lasts(at now: Int64) -> Bool {
    guard let until else { return false }
    return now < until
  }

  /// Starts a pause, and says so unless that has been said since rows were last written.
  mutating func begin(at now: Int64, path: String, because error: Errno) {
    until = now + Self.length
    guard !isReported else { return }
    isReported = true
    report("recording pauses until there is room", path: path, because: error)
  }

  /// Notes that a row was written.
  mutating func end() {
    guard until != nil else { return }
    until = nil
    isReported = false
  }

  /// Writes one line to standard error.
  func report(_ what: String, path: String, because error: Errno) {
    let line = Array("readings: \(path): \(what): \(error)\n".utf8)
    line.withUnsafeBytes { try? SystemCall.writeAll(2, $0) }
  }
}
