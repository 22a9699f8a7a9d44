/// What the header frame at the start of a file says.
struct FileHeader {
  /// The header; `nil` if it breaks a rule.
  let header: LogHeader?

  /// Reads the payload of a header frame without its checksum.
  ///
  /// Throws `unsupported` if it is one of a version that this reader does not know.
  init(_ body: UnsafeRawBufferPointer, path: String) throws(ReadingsError) {
    if let isUnderstood = try? HeaderFrame.isUnderstood(body), !isUnderstood {
      throw ReadingsError(
        .unsupported,
        "the file has format version \(HeaderFrame.versionText(body)); install a newer version of "
          + "readings", place: .init(path: path))
    }
    header = try? HeaderFrame.decode(body)
  }

  /// Reads the header frame at the start of a file; `nil` if there is none that is intact.
  static func header(of file: FileBytes) throws(ReadingsError) -> LogHeader? {
    guard let head = FrameHead(try file.bytes(at: 0, count: FrameKind.headSize)),
      head.kind == .header, let body = try FrameProof.body(of: head, at: 0, in: file)
    else { return nil }
    return try FileHeader(body, path: file.path).header
  }
}
