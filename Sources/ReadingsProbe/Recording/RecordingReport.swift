import ReadingsFormat

/// What a probe says on standard error: one line for each thing that went wrong.
enum RecordingReport {
  /// Says what went wrong with a file.
  static func line(_ what: String, path: String) {
    let line = Array("readings: \(path): \(what)\n".utf8)
    write(line)
  }

  /// Says what an error says.
  static func line(_ error: ReadingsError) {
    let line = Array("readings: \(error)\n".utf8)
    write(line)
  }

  /// A pipe that nobody empties must not stop the heartbeat: what it does not take is not said.
  private static func write(_ line: [UInt8]) {
    guard SystemCall.isWritable(2) else { return }
    line.withUnsafeBytes { try? SystemCall.writeAll(2, $0) }
  }

  /// Says that a file was lost and that another one takes its place.
  static func loss(_ loss: FileLoss, path: String) {
    line("\(loss.sentence); recording goes on in a new file", path: path)
  }
}

extension FileLoss {
  /// What happened, for people.
  var sentence: String {
    switch self {
    case .truncated: "somebody cut the file short"
    case .removed: "somebody removed the file"
    case .renamed: "somebody gave the file another name"
    case .unwritable: "the disk did not take what was written"
    case .closed: "somebody closed the recording's descriptor"
    }
  }
}
