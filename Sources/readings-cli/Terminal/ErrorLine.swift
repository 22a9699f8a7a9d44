import Glibc
import ReadingsConvert

/// The one line on standard error that says what went wrong.
enum ErrorLine {
  /// Writes a sentence, in which nothing can start a new line or command the terminal.
  static func write(_ sentence: String) {
    var line = "readings: " + sentence.visible(limit: 4000) + "\n"
    line.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
