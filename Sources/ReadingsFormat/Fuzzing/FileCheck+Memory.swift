extension FileCheck {
  /// Checks a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for its path in errors.
  ///   - depth: How closely to look.
  /// - Throws: As `init(path:depth:)`.
  @_spi(Fuzzing)
  public init(bytes: [UInt8], name: String, depth: Depth) throws(ReadingsError) {
    try self.init(FileBytes(bytes: bytes, name: name), depth: depth)
  }
}
