extension LogReader {
  /// Reads a recording that is in memory, as if it were in a file that nobody writes to.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for the file's path in errors.
  ///   - bufferSize: How many bytes are looked at together, one or more; no result depends on it.
  ///   - access: What is looked at.
  /// - Throws: As `init(path:access:)`.
  @_spi(Fuzzing)
  public convenience init(
    bytes: [UInt8], name: String, bufferSize: Int? = nil, access: Access = .complete
  ) throws(ReadingsError) {
    let size = bufferSize.map { UInt64(max($0, 1)) } ?? FileBytes.usualBufferSize
    try self.init(FileBytes(bytes: bytes, name: name, bufferSize: size), access: access)
  }

  /// Reads one of the recordings in a file that is in memory, as closely as a recovery does.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for the file's path in errors.
  ///   - number: Which one, counted from 1.
  /// - Throws: As `init(path:)`, and `invalid-argument` if there is no recording of that number.
  @_spi(Fuzzing)
  public convenience init(
    bytes: [UInt8], name: String, recording number: Int
  ) throws(ReadingsError) {
    try self.init(FileBytes(bytes: bytes, name: name), recording: number, depth: .thorough)
  }
}
