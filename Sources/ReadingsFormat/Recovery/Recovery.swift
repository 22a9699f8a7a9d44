/// Writes what is intact of a damaged `.rdg` file into a clean one.
///
/// The new file is a closed recording with the header of the old one. Its rows have the values,
/// labels and times of the old ones; they are numbered anew from the first one on, so that no row is
/// missing in it, and are in blocks of the usual size. It takes little memory whatever the file is.
public enum Recovery {
  /// What was written and what was not.
  public struct Report: Sendable {
    /// The recordings that the damaged file holds.
    public internal(set) var recordings: [RecordingPart] = []
    /// Which of them was written.
    public internal(set) var recording: RecordingTag?
    /// The rows that were written.
    public internal(set) var rowCount: UInt64 = 0
    /// The events among them.
    public internal(set) var eventCount = 0
    /// The blocks that they were read from, open rows among them.
    public internal(set) var blockCount = 0
    /// The time of the first row and of the last, in seconds; `nil` without rows.
    public internal(set) var seconds: ClosedRange<Double>?
    /// The rows whose time was before that of the row before, and was raised to it.
    public internal(set) var raisedTimeCount = 0
    /// The damaged file's size in bytes.
    public internal(set) var oldByteCount: UInt64 = 0
    /// The new file's size in bytes.
    public internal(set) var newByteCount: UInt64 = 0
    /// What is damaged in the old file.
    public internal(set) var damage: [Damage] = []

    /// What of the damage costs something: the rest could be read all the same.
    public var losses: [Damage] { damage.filter { !$0.isHarmless } }
    /// The rows that are lost, as far as their number is known.
    public var lostRowCount: UInt64 { damage.lostRowCount }
  }

  /// Writes one of the recordings in a file to a new file, which takes the place of one that is there.
  ///
  /// - Parameters:
  ///   - path: The damaged file, which is only read.
  ///   - newPath: The new file; removed again if it can't be completed.
  ///   - recording: Which recording; that of which most is intact if nothing is said.
  /// - Throws: What `LogReader` and `LogWriter` throw; `invalid-argument` if both paths stand for the
  ///   same file or there is no recording of that tag, `damaged` if nothing is intact, in which case no
  ///   file is written, and `input-output`.
  public static func recover(
    _ path: String, to newPath: String, recording: RecordingTag? = nil
  ) throws(ReadingsError) -> Report {
    try recover(try FileBytes(path: path), to: newPath, recording: recording)
  }

  /// Recovers a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the damaged file.
  ///   - name: What stands for its path in errors.
  ///   - newPath: The new file.
  ///   - recording: Which of the file's recordings.
  /// - Throws: As `recover(_:to:recording:)`.
  public static func recover(
    bytes: [UInt8], name: String, to newPath: String, recording: RecordingTag? = nil
  ) throws(ReadingsError) -> Report {
    try recover(FileBytes(bytes: bytes, name: name), to: newPath, recording: recording)
  }

  private static func recover(
    _ file: FileBytes, to newPath: String, recording: RecordingTag?
  ) throws(ReadingsError) -> Report {
    let reader = try LogReader(file, access: .scanned, recording: recording)
    let newIdentity = try? SystemCall.status(path: newPath).identity
    guard reader.identity == nil || newIdentity != reader.identity else {
      throw ReadingsError(
        .invalidArgument, "the new file would replace the damaged one", place: .init(path: newPath))
    }
    guard
      let schema = reader.blocks.lazy.compactMap({ reader.schemas[$0.schemaIndex].writable }).first
        ?? reader.schemas.lazy.compactMap(\.writable).first
    else {
      throw ReadingsError(
        .damaged, "nothing of the recording is intact", place: .init(path: file.path))
    }
    var copy = try RecoveredCopy(of: reader, schema: schema, to: newPath)
    do throws(ReadingsError) {
      try copy.writeBlocks(of: reader)
      try copy.close()
    } catch {
      try? SystemCall.unlink(newPath)
      throw error
    }
    var report = copy.report
    report.recordings = reader.recordings
    report.recording = reader.tag
    report.oldByteCount = reader.byteCount
    report.damage = reader.damage + report.damage
    return report
  }
}
