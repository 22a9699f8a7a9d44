/// What the header frame at the start of a file says.
struct FileHeader {
  let identity: SystemCall.FileIdentity?
  /// `nil` if the header is damaged.
  let header: LogHeader?

  /// Reads a file's header without the rest; `nil` if the file has gone, or holds no recording.
  init?(path: String) {
    guard let file = try? FileBytes(path: path, bufferSize: UInt64(HeaderFrame.bound)),
      let start = try? file.bytes(at: 0, count: HeaderFrame.recognitionSize),
      LogReader.recognizes(start)
    else { return nil }
    identity = file.file?.identity
    header = (try? Self.read(from: file)) ?? nil
  }

  /// Reads the header frame at the start of a file; `nil` if there is none that is intact.
  ///
  /// Throws `unsupported` if it is one of a version that this reader does not know.
  static func read(from file: FileBytes) throws(ReadingsError) -> LogHeader? {
    guard let body = try FrameProof.body(of: .header, at: 0, in: file) else { return nil }
    return try decode(body, path: file.path)
  }

  /// The same of the payload of a header frame without its checksum.
  static func decode(
    _ body: UnsafeRawBufferPointer, path: String
  ) throws(ReadingsError) -> LogHeader? {
    if let isUnderstood = try? HeaderFrame.isUnderstood(body), !isUnderstood {
      throw ReadingsError(
        .unsupported,
        "the file has format version \(HeaderFrame.versionText(body)); install a newer version of "
          + "readings", place: .init(path: path))
    }
    return try? HeaderFrame.decode(body)
  }
}
