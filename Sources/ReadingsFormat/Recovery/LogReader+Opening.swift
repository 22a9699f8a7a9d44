extension LogReader {
  /// How often a live file that does not look sound is looked at again: a writer may seal, grow or
  /// close it meanwhile, and parts were read before and parts after.
  static var liveAttempts: Int { 20 }

  /// Opens a file and finds its blocks.
  ///
  /// Throws `ReadingsError` with code `no-input` (missing, no regular file), `not-a-recording`
  /// (empty, or something else), `unsupported` (a newer format) or `input-output`.
  public convenience init(path: String, access: Access = .complete) throws(ReadingsError) {
    try self.init(try FileBytes(path: path), access: access)
  }

  /// Reads a recording that is in memory, as if it were in a file that nobody writes to.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for the file's path in errors.
  ///   - bufferSize: How many bytes are looked at together, one or more; no result depends on it.
  ///   - access: What is looked at.
  ///   - recording: Which of the file's recordings is read, as in `init(path:recording:)`.
  /// - Throws: As `init(path:access:)` and `init(path:recording:)`.
  public convenience init(
    bytes: [UInt8], name: String, bufferSize: Int? = nil, access: Access = .complete,
    recording: RecordingTag? = nil
  ) throws(ReadingsError) {
    let size = bufferSize.map { UInt64(max($0, 1)) } ?? FileBytes.usualBufferSize
    try self.init(
      FileBytes(bytes: bytes, name: name, bufferSize: size), access: access, recording: recording)
  }

  /// Opens a file, whatever it begins with, and looks at every byte for one of its recordings.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - tag: Which one; that of which most is intact if nothing is said.
  /// - Throws: As `init(path:access:)`, and `invalid-argument` if the file has no such recording.
  public convenience init(path: String, recording tag: RecordingTag?) throws(ReadingsError) {
    try self.init(try FileBytes(path: path), access: .scanned, recording: tag)
  }

  convenience init(
    _ file: FileBytes, access: Access, recording: RecordingTag? = nil
  ) throws(ReadingsError) {
    guard file.size > 0 else {
      throw ReadingsError(.notARecording, "the file is empty", place: .init(path: file.path))
    }
    let prefix = Array(try file.bytes(at: 0, count: HeaderFrame.recognitionSize))
    let isRecognized = Self.recognizes(prefix)
    guard isRecognized || access == .scanned else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: file.path))
    }
    if access == .indexed, let indexed = try IndexedFile.blocks(of: file) {
      self.init(file, indexed, isLive: false)
      return
    }
    var isLive = file.file?.hasWriter ?? false
    if access != .scanned {
      let sound = try Self.look(whileLive: &isLive, asking: { file.file?.hasWriter ?? false }) {
        () throws(ReadingsError) -> FileBlocks? in
        file.refresh()
        return try FrameHop.blocks(of: file)
      }
      if let sound {
        self.init(file, sound, isLive: isLive)
        return
      }
    }
    let found = try RecoveredFile.blocks(of: file, recording: recording)
    guard isRecognized || !found.recordings.isEmpty else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: file.path))
    }
    self.init(file, found, isLive: isLive)
  }

  /// Looks at a file until something is found, as long as somebody writes to it, and once more after
  /// the writer has gone: it may have closed the file just before.
  static func look<Found>(
    whileLive isLive: inout Bool, asking hasWriter: () -> Bool,
    _ look: () throws(ReadingsError) -> Found?
  ) throws(ReadingsError) -> Found? {
    for attempt in 0...liveAttempts where attempt == 0 || isLive {
      if attempt > 0 { isLive = hasWriter() }
      if let found = try look() { return found }
    }
    return nil
  }
}
