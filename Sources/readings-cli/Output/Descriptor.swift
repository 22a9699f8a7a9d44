import Glibc
import ReadingsConvert
import ReadingsFormat

/// A file descriptor as a sink of bytes. It does not close it.
final class Descriptor: OutputSink {
  private let number: Int32
  private let name: String

  /// Makes a sink of an open descriptor; `name` is for messages.
  init(_ number: Int32, name: String) {
    self.number = number
    self.name = name
  }

  /// Writes all of `bytes`.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput`.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ReadingsError) {
    do throws(Errno) {
      try SystemCall.writeAll(number, bytes)
    } catch {
      throw ReadingsError(
        .inputOutput, "cannot be written", place: .init(path: name), errno: error)
    }
  }
}

extension OutputSink {
  /// Writes text as UTF-8.
  func write(_ text: String) throws(ReadingsError) {
    try write(Array(text.utf8))
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws(ReadingsError) {
    try bytes.span.bytes.withUnsafeBytes { buffer throws(ReadingsError) in try write(buffer) }
  }
}

/// The process's standard output.
enum StandardOutput {
  /// What messages call it.
  static let name = "standard output"

  /// Writes text as UTF-8.
  static func write(_ text: String) throws(ReadingsError) {
    try Descriptor(STDOUT_FILENO, name: name).write(text)
  }
}
