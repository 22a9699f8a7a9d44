import Glibc
import ReadingsConvert
import ReadingsFormat

/// The one line on standard error that says what went wrong.
enum ErrorLine {
  /// Writes a sentence, in which nothing can start a new line or command the terminal.
  static func write(_ sentence: String) {
    var line = "readings: " + sentence.visible(limit: 4000) + "\n"
    // There is nobody left to tell if even this can't be written.
    line.withUTF8 { try? SystemCall.writeAll(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }
}
