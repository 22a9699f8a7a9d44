import ReadingsConvert
import ReadingsFormat

/// Opens recordings, whatever format they have.
enum InputRecording {
  /// Opens the recording at `path`, of the format that its first bytes say.
  ///
  /// - Throws: `ReadingsError` with code `noInput` if there is no file that can be read, `damaged`
  ///   if it is empty or unreadable, `notARecording` if it is something else, and what the format's
  ///   reader throws.
  static func open(_ path: String) throws(ReadingsError) -> any Recording {
    let prefix = try InputFile(path: path).read(upTo: 64)
    if LogReader.recognizes(prefix) { return try LogReader(path: path) }
    if AncestorText.recognizes(prefix) { return try AncestorText.read(path: path) }
    guard !prefix.isEmpty else {
      throw ReadingsError(.damaged, "the file is empty", place: .init(path: path))
    }
    throw ReadingsError(
      .notARecording, "is neither an .rdg recording nor the text of readings 0.1",
      place: .init(path: path))
  }
}
