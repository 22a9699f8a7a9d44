extension LogReader {
  /// Reads a recording that is in memory, as if it were in a file that nobody writes to.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for the file's path in errors.
  ///   - bufferSize: How many bytes are looked at together, one or more; no result depends on it.
  /// - Throws: As `init(path:)`.
  @_spi(Fuzzing)
  public convenience init(
    bytes: [UInt8], name: String, bufferSize: Int? = nil
  ) throws(ReadingsError) {
    let size = bufferSize.map { UInt64(max($0, 1)) } ?? FileBytes.usualBufferSize
    try self.init(FileBytes(bytes: bytes, name: name, bufferSize: size))
  }
}
