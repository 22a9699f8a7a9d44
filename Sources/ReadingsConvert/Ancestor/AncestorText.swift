import ReadingsFormat

/// The text that the ancestor of this program, the Rust crate `readings` 0.1, records.
///
/// Its first line is `#ReadingsV1`, its second names the columns, and every other line is a row:
/// numbers with white space between them, and behind the last one an event's label, if it is one.
/// Numbers are taken over as they stand, never by way of floating point. A line that can't be read
/// is left out and becomes an entry in `damage`.
public enum AncestorText {
  /// The first line of every such text.
  static let firstLine: StaticString = "#ReadingsV1"

  /// Whether a file that starts with the given bytes is such a text.
  ///
  /// - Parameter prefix: The first 16 bytes of the file, or all of them if it is shorter.
  public static func recognizes(_ prefix: some Sequence<UInt8>) -> Bool {
    firstLine.withUTF8Buffer { prefix.starts(with: $0) }
  }

  /// Reads a whole text into memory, which takes 8 bytes a value.
  ///
  /// - Throws: `ReadingsError` with code `noInput` if the file can't be opened, `inputOutput` if
  ///   it can't be read, `damaged` if it is empty or its line of names is unusable, and
  ///   `notARecording` if it is something else.
  public static func read(path: String) throws(ReadingsError) -> MemoryRecording {
    let reader = AncestorReader(try InputFile(path: path))
    return try reader.read()
  }

  /// Reads a text that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for the file's path in errors.
  /// - Throws: As `read(path:)`.
  package static func read(bytes: [UInt8], name: String) throws(ReadingsError) -> MemoryRecording {
    let reader = AncestorReader(InputFile(bytes: bytes, name: name))
    return try reader.read()
  }
}
