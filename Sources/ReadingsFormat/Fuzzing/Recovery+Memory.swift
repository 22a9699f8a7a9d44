extension Recovery {
  /// Recovers a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the damaged file.
  ///   - name: What stands for its path in errors.
  ///   - newPath: The new file.
  ///   - recording: Which of the file's recordings, counted from 1.
  /// - Throws: As `recover(_:to:recording:)`.
  @_spi(Fuzzing)
  public static func recover(
    bytes: [UInt8], name: String, to newPath: String, recording: Int = 1
  ) throws(ReadingsError) -> Report {
    try recover(FileBytes(bytes: bytes, name: name), to: newPath, recording: recording)
  }
}
