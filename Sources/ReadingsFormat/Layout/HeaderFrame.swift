/// The header frame's payload: tag, signature, version, flags, and fields.
/// Spec/format.md, section "Header frame".
enum HeaderFrame {
  /// "READINGS", at byte 12 of every file.
  static let signature: StaticString = "READINGS"
  /// The bytes of a file that tell whether it is a recording.
  static let recognitionSize = 20
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  /// The incompatible flags that this reader understands. None is defined so far.
  static let understoodFlags: UInt32 = 0

  /// The numbers of the fields. A reader passes over those that it doesn't know.
  enum Field: UInt16 {
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

  /// An upper bound on the frame's size.
  static let bound = 4096 + 16

  static func append(_ header: LogHeader, of tag: RecordingTag, to sink: inout ByteSink) {
    let frame = SealedFrame(.header, of: tag, in: &sink)
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
    sink.append(Field.end.rawValue)
    sink.append(UInt16(0))
    frame.finish(in: &sink)
  }

  private static func append<Value: FixedWidthInteger & BitwiseCopyable>(
    _ field: Field, _ value: Value?, to sink: inout ByteSink
  ) {
    guard let value else { return }
    sink.append(field.rawValue)
    sink.append(UInt16(MemoryLayout<Value>.size))
    sink.append(value)
  }

  private static func append(_ field: Field, _ text: String?, to sink: inout ByteSink) {
    guard let text else { return }
    var storable = Text.storable(text)
    storable.withUTF8 { bytes in
      let cut = UnsafeRawBufferPointer(bytes).utf8Prefix(Limits.headerText)
      sink.append(field.rawValue)
      sink.append(UInt16(cut.count))
      sink.append(bytes: cut)
    }
  }

  /// Whether this reader understands the header in a payload without its checksum, as far as the
  /// version and the incompatible flags say.
  static func isUnderstood(_ body: UnsafeRawBufferPointer) throws(Malformed) -> Bool {
    var cursor = ByteCursor(body)
    let version = try version(from: &cursor)
    return version.major == majorVersion && version.incompatibleFlags & ~understoodFlags == 0
  }

  /// The version, for those who are told that a file needs another reader.
  static func versionText(_ body: UnsafeRawBufferPointer) -> String {
    var cursor = ByteCursor(body)
    guard let version = try? version(from: &cursor) else { return "?" }
    return "\(version.major).\(version.minor)"
  }

  private struct Version {
    var tag: RecordingTag
    var major: UInt16
    var minor: UInt16
    var incompatibleFlags: UInt32
  }

  /// Reads up to the fields.
  private static func version(from cursor: inout ByteCursor) throws(Malformed) -> Version {
    let tag = try SealedFrame.takeTag(of: &cursor)
    guard try cursor.readText(8) == "\(signature)" else { throw Malformed("no signature") }
    let version = Version(
      tag: tag, major: try cursor.read(), minor: try cursor.read(),
      incompatibleFlags: try cursor.read())
    // Compatible flags.
    _ = try cursor.read(UInt32.self)
    return version
  }

  /// The header in a payload without its checksum.
  static func decode(_ body: UnsafeRawBufferPointer) throws(Malformed) -> LogHeader {
    var cursor = ByteCursor(body)
    let version = try version(from: &cursor)
    var header = LogHeader(format: "rdg \(version.major).\(version.minor)")
    header.tag = version.tag
    while cursor.remaining >= 4 {
      let number = try cursor.read(UInt16.self)
      let size = Int(try cursor.read(UInt16.self))
      guard number != Field.end.rawValue else { break }
      var value = ByteCursor(try cursor.readBytes(size))
      guard let field = Field(rawValue: number) else { continue }
      switch field {
      case .end: break
      case .processID: header.processID = try value.read()
      case .processName: header.processName = try value.readText(size)
      case .hostName: header.hostName = try value.readText(size)
      case .bootID: header.bootID = try value.readText(size)
      case .coreCount: header.coreCount = try value.read()
      case .pageSize: header.pageSize = try value.read()
      case .heartbeat: header.heartbeatNanoseconds = try value.read()
      case .wallClock: header.wallClockNanoseconds = try value.read()
      case .monotonicClock: header.monotonicNanoseconds = try value.read()
      case .recordingID: header.recordingID = RecordingID(bits: try value.read())
      case .fileNumber: header.fileNumber = try value.read()
      case .firstRow: header.firstRow = try value.read()
      }
    }
    guard header.flaw == nil else { throw Malformed("a header breaks a rule") }
    return header
  }
}
