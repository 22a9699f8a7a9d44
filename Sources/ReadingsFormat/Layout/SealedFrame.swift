/// Sealed frames: skippable ones whose payload begins with the recording's tag and ends in the XXH32
/// of what goes before it, with the magic number as seed: a frame whose kind is damaged proves nothing.
enum SealedFrame {
  /// The checksum at the end of the payload.
  static let checksumSize = 4

  /// Appends a frame with a tag and what `body` writes, padded to a multiple of eight bytes.
  static func append(
    _ kind: FrameKind, of tag: RecordingTag, to sink: inout ByteSink,
    _ body: (inout ByteSink) -> Void
  ) {
    let start = sink.count
    sink.append(kind.rawValue)
    sink.append(UInt32(0))
    sink.append(tag.number)
    body(&sink)
    sink.append(zeros: (8 - (sink.count - start + checksumSize) & 7) & 7)
    finish(at: start, in: &sink)
  }

  /// Writes the size and the checksum of the frame whose payload has just been appended.
  static func finish(at start: Int, in sink: inout ByteSink) {
    let payload = sink.count - start - FrameKind.headSize + checksumSize
    sink.replace(at: start + 4, with: UInt32(payload))
    let body = UnsafeRawBufferPointer(rebasing: sink.bytes[(start + FrameKind.headSize)...])
    let magic = sink.bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
    sink.append(XXH32.hash(body, seed: UInt32(littleEndian: magic)))
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
