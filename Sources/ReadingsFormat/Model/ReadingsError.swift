/// What went wrong, where, and what to do about it.
public struct ReadingsError: Error, Sendable, Equatable {
  /// A stable code, for programs to act on. Codes are never renamed or reused.
  public enum Code: String, Sendable, CaseIterable {
    /// The input does not exist, or is not a file that can be read.
    case noInput = "no-input"
    /// The input is neither an `.rdg` file nor the ancestor's text.
    case notARecording = "not-a-recording"
    /// The input is a recording, but part of it is damaged.
    case damaged = "damaged"
    /// The file needs a reader for a newer version of the format.
    case unsupported = "unsupported"
    /// The output could not be created.
    case cannotCreate = "cannot-create"
    /// Reading or writing failed half-way.
    case inputOutput = "input-output"
    /// Another process, or another probe, records into the same file.
    case fileInUse = "file-in-use"
    /// An argument is out of its range.
    case invalidArgument = "invalid-argument"
    /// The probe is not in a state that allows the call.
    case invalidState = "invalid-state"
    /// A metric of that name exists with another type, kind or unit.
    case metricMismatch = "metric-mismatch"
    /// The operating system refused to start the heartbeat thread.
    case cannotStart = "cannot-start"
  }

  /// A place in a file.
  public struct Place: Sendable, Equatable {
    /// The file's path, as it was given.
    public var path: String?
    /// The offset in bytes from the file's start.
    public var byteOffset: UInt64?
    /// The row number, or for text the line number, counted from one.
    public var row: UInt64?

    /// Makes a place from whatever is known of it.
    public init(path: String? = nil, byteOffset: UInt64? = nil, row: UInt64? = nil) {
      self.path = path
      self.byteOffset = byteOffset
      self.row = row
    }
  }

  /// The stable code.
  public var code: Code
  /// One sentence that says what is wrong and, where anything helps, what to do.
  public var message: String
  /// Where it happened.
  public var place: Place
  /// The operating system's error, if it was one.
  public var errno: Errno?

  /// Makes an error.
  public init(_ code: Code, _ message: String, place: Place = Place(), errno: Errno? = nil) {
    self.code = code
    self.message = message
    self.place = place
    self.errno = errno
  }
}

extension ReadingsError: CustomStringConvertible {
  /// One line: path, offset, message, and the operating system's reason.
  public var description: String {
    var line = ""
    if let path = place.path { line += path + ": " }
    line += message
    if let errno { line += ": \(errno)" }
    if let row = place.row { line += " (row \(row))" }
    if let offset = place.byteOffset { line += " (byte offset \(offset))" }
    return line
  }
}
