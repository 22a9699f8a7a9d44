/// Sealed frames: skippable ones whose payload begins with the recording's tag and ends in the XXH32
/// of what goes before it, with the magic number as seed: a frame whose kind is damaged proves nothing.
///
/// A value is one that is being appended to a sink.
struct SealedFrame {
  /// The checksum at the end of the payload.
  static let checksumSize = 4
  /// The frame's size before it, in frames that are read from their end.
  static let repeatedSize = 4

  private let kind: FrameKind
  /// Where it begins in the sink.
  private let start: Int

  /// Appends a head, which the payload follows.
  init(_ kind: FrameKind, in sink: inout ByteSink) {
    self.kind = kind
    start = sink.count
    sink.append(kind.rawValue)
    sink.append(UInt32(0))
  }

  /// Appends a head and a tag, which the rest of the payload follows.
  init(_ kind: FrameKind, of tag: RecordingTag, in sink: inout ByteSink) {
    self.init(kind, in: &sink)
    sink.append(tag.number)
  }

  /// Ends the payload: pads it, and writes the frame's size and the checksum.
  ///
  /// - Parameters:
  ///   - sink: That which the payload was appended to, and nothing else.
  ///   - following: The bytes that come behind the frame and are padded with it.
  ///   - repeatsSize: Whether the frame's size stands before the checksum as well, for readers that
  ///     start from the end.
  func finish(in sink: inout ByteSink, before following: Int = 0, repeatsSize: Bool = false) {
    let tail = Self.checksumSize + (repeatsSize ? Self.repeatedSize : 0)
    sink.append(zeros: (8 - (sink.count - start + tail + following) & 7) & 7)
    let size = sink.count - start + tail
    if repeatsSize { sink.append(UInt32(size)) }
    sink.replace(at: start + 4, with: UInt32(size - FrameKind.headSize))
    let body = UnsafeRawBufferPointer(rebasing: sink.bytes[(start + FrameKind.headSize)...])
    sink.append(XXH32.hash(body, seed: kind.rawValue))
  }

  /// The payload of a frame without its checksum, or `nil` when the checksum does not match.
  static func body(of frame: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let start = FrameKind.headSize
    guard frame.count >= start + checksumSize else { return nil }
    let end = frame.count - checksumSize
    let body = UnsafeRawBufferPointer(rebasing: frame[start..<end])
    let checksum = frame.loadUnaligned(fromByteOffset: end, as: UInt32.self)
    let hash = XXH32.hash(body, seed: UInt32(littleEndian: frame.loadUnaligned(as: UInt32.self)))
    return UInt32(littleEndian: checksum) == hash ? body : nil
  }

  /// The tag at the start of a body, which is taken off it.
  static func takeTag(of cursor: inout ByteCursor) throws(Malformed) -> RecordingTag {
    RecordingTag(number: try cursor.read())
  }
}
