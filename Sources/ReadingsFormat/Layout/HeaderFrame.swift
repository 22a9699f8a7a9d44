/// The header frame's payload: signature, version, flags, and tagged fields.
/// Spec/format.md, section "Header frame".
enum HeaderFrame {
  /// "READINGS", at byte 8 of every file.
  static let signature: StaticString = "READINGS"
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  /// The incompatible flags that this reader understands. None is defined so far.
  static let understoodFlags: UInt32 = 0

  /// The tags of the fields. A reader passes over those that it doesn't know.
  enum Tag: UInt16 {
    case end = 0
    case processID = 1
    case processName = 2
    case hostName = 3
    case bootID = 4
    case coreCount = 5
    case pageSize = 6
    case heartbeat = 7
    case wallClock = 8
    case monotonicClock = 9
    case recordingID = 10
    case fileNumber = 11
    case firstRow = 12
  }

  /// The longest text that a field holds; the writer cuts longer ones.
  static let maximumText = 1024

  /// An upper bound on the frame's size.
  static let bound = 4096 + 16

  static func append(_ header: LogHeader, to sink: inout ByteSink) {
    SealedFrame.append(.header, to: &sink) { sink in
      sink.append(utf8: "\(signature)")
      sink.append(majorVersion)
      sink.append(minorVersion)
      // Incompatible flags, then compatible ones.
      sink.append(UInt32(0))
      sink.append(UInt32(0))
      append(.processID, header.processID, to: &sink)
      append(.processName, header.processName, to: &sink)
      append(.hostName, header.hostName, to: &sink)
      append(.bootID, header.bootID, to: &sink)
      append(.coreCount, header.coreCount, to: &sink)
      append(.pageSize, header.pageSize, to: &sink)
      append(.heartbeat, header.heartbeatNanoseconds, to: &sink)
      append(.wallClock, header.wallClockNanoseconds, to: &sink)
      append(.monotonicClock, header.monotonicNanoseconds, to: &sink)
      append(.recordingID, header.recordingID?.bits, to: &sink)
      append(.fileNumber, header.fileNumber, to: &sink)
      append(.firstRow, header.firstRow, to: &sink)
      sink.append(Tag.end.rawValue)
      sink.append(UInt16(0))
    }
  }

  private static func append<Value: FixedWidthInteger & BitwiseCopyable>(
    _ tag: Tag, _ value: Value?, to sink: inout ByteSink
  ) {
    guard let value else { return }
    sink.append(tag.rawValue)
    sink.append(UInt16(MemoryLayout<Value>.size))
    sink.append(value)
  }

  private static func append(_ tag: Tag, _ text: String?, to sink: inout ByteSink) {
    guard var text else { return }
    text.withUTF8 { bytes in
      let cut = UnsafeRawBufferPointer(bytes).utf8Prefix(maximumText)
      sink.append(tag.rawValue)
      sink.append(UInt16(cut.count))
      sink.append(bytes: cut)
    }
  }

  /// The version and the incompatible flags, which say whether the rest can be read at all.
  static func version(
    of body: UnsafeRawBufferPointer
  ) throws(Malformed) -> (major: UInt16, minor: UInt16, incompatibleFlags: UInt32) {
    var cursor = ByteCursor(body)
    guard try cursor.readText(8) == "\(signature)" else { throw Malformed("no signature") }
    let major = try cursor.read(UInt16.self)
    let minor = try cursor.read(UInt16.self)
    return (major, minor, try cursor.read(UInt32.self))
  }

  /// The header in a payload without its checksum.
  static func decode(_ body: UnsafeRawBufferPointer) throws(Malformed) -> LogHeader {
    let (major, minor, _) = try version(of: body)
    var cursor = ByteCursor(body)
    // Signature, version and both words of flags.
    _ = try cursor.readBytes(20)
    var header = LogHeader(format: "rdg \(major).\(minor)")
    while cursor.remaining >= 4 {
      let tag = try cursor.read(UInt16.self)
      let size = Int(try cursor.read(UInt16.self))
      guard tag != Tag.end.rawValue else { break }
      var field = ByteCursor(try cursor.readBytes(size))
      guard let tag = Tag(rawValue: tag) else { continue }
      switch tag {
      case .end: break
      case .processID: header.processID = try field.read()
      case .processName: header.processName = try field.readText(size)
      case .hostName: header.hostName = try field.readText(size)
      case .bootID: header.bootID = try field.readText(size)
      case .coreCount: header.coreCount = try field.read()
      case .pageSize: header.pageSize = try field.read()
      case .heartbeat: header.heartbeatNanoseconds = try field.read()
      case .wallClock: header.wallClockNanoseconds = try field.read()
      case .monotonicClock: header.monotonicNanoseconds = try field.read()
      case .recordingID: header.recordingID = RecordingID(bits: try field.read())
      case .fileNumber: header.fileNumber = try field.read()
      case .firstRow: header.firstRow = try field.read()
      }
    }
    return header
  }
}
