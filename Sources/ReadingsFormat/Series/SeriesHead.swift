/// What the first frame of a file tells, read without the rest.
struct SeriesHead {
  let path: String
  let identity: SystemCall.FileIdentity?
  /// `nil` if the header is damaged.
  let header: LogHeader?

  /// Reads a file's header; `nil` if it has gone, or holds no recording.
  init?(path: String) {
    guard let file = try? FileBytes(path: path, bufferSize: UInt64(HeaderFrame.bound)),
      let start = try? file.bytes(at: 0, count: 16), LogReader.recognizes(start)
    else { return nil }
    self.path = path
    identity = file.identity
    header = Self.header(of: file)
  }

  private static func header(of file: FileBytes) -> LogHeader? {
    guard let start = try? file.bytes(at: 0, count: FrameKind.headSize),
      let head = FrameHead(start), head.magic == FrameKind.header.rawValue,
      let frame = try? file.bytes(at: 0, count: head.size), frame.count == head.size,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...]))
    else { return nil }
    return try? HeaderFrame.decode(body)
  }
}
