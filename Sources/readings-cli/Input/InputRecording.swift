import ReadingsConvert
import ReadingsFormat

/// Opens recordings, whatever format they have.
enum InputRecording {
  /// Opens the recording in a file of the format that its first bytes say.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - isAlone: Whether to leave out the finished files of the same recording beside it.
  ///   - access: Whether all of it is looked at.
  /// - Throws: `ReadingsError` with code `noInput` if there is no file that can be read, `damaged`
  ///   if it is empty or unreadable, `notARecording` if it is something else, and what the format's
  ///   reader throws.
  static func open(
    _ path: String, alone isAlone: Bool = false, access: LogReader.Access = .complete
  ) throws(ReadingsError) -> any Recording {
    switch try format(of: path) {
    case .rdg:
      isAlone
        ? try LogReader(path: path, access: access) : try LogSeries.open(path, access: access)
    case .ancestorText: try AncestorText.read(path: path)
    }
  }

  /// Opens several files of one recording.
  ///
  /// - Throws: `ReadingsError` as for one file, and with code `invalidArgument` if they are of more
  ///   than one recording, or of a format that keeps a recording in one file.
  static func open(
    _ paths: [String], access: LogReader.Access = .complete
  ) throws(ReadingsError) -> any Recording {
    for path in paths where try format(of: path) != .rdg {
      throw ReadingsError(
        .invalidArgument, "only .rdg files can be read together; name this one alone",
        place: .init(path: path))
    }
    return try LogSeries(paths: paths, access: access)
  }

  private enum Format {
    case rdg, ancestorText
  }

  private static func format(of path: String) throws(ReadingsError) -> Format {
    SeriesPath(path).awaitCurrentFile()
    let prefix = try InputFile(path: path).read(upTo: 64)
    if LogReader.recognizes(prefix) { return .rdg }
    if AncestorText.recognizes(prefix) { return .ancestorText }
    guard !prefix.isEmpty else {
      throw ReadingsError(.damaged, "the file is empty", place: .init(path: path))
    }
    throw ReadingsError(
      .notARecording, "is neither an .rdg recording nor the text of readings 0.1",
      place: .init(path: path))
  }
}
