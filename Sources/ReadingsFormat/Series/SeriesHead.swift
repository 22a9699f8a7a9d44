/// What the first frame of a file tells, read without the rest.
struct SeriesHead {
  let path: String
  let identity: SystemCall.FileIdentity?
  /// `nil` if the header is damaged.
  let header: LogHeader?

  /// Reads a file's header; `nil` if it has gone, or holds no recording.
  init?(path: String) {
    guard let file = try? FileBytes(path: path, bufferSize: UInt64(HeaderFrame.bound)),
      let start = try? file.bytes(at: 0, count: HeaderFrame.recognitionSize),
      LogReader.recognizes(start)
    else { return nil }
    self.path = path
    identity = file.identity
    header = (try? FileHeader.header(of: file)) ?? nil
  }
}
