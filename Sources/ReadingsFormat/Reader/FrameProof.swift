/// What proves the sealed frames of a file. Spec/format.md, section "The scan".
enum FrameProof {
  /// The payload of a sealed frame without its checksum, which matches; `nil` if it does not, or the
  /// frame reaches beyond the file. Valid until the file is read on.
  static func body(
    of head: FrameHead, at offset: UInt64, in file: FileBytes, alone isAlone: Bool = false
  ) throws(ReadingsError) -> UnsafeRawBufferPointer? {
    guard UInt64(head.size) <= file.size, offset <= file.size - UInt64(head.size) else {
      return nil
    }
    let frame = try file.bytes(at: offset, count: head.size, alone: isAlone)
    // Fewer when a recorder has just cut the file off.
    return frame.count == head.size ? SealedFrame.body(of: frame) : nil
  }

  /// The same of the frame that begins at `offset`; `nil` as well if it is of another kind.
  static func body(
    of kind: FrameKind, at offset: UInt64, in file: FileBytes
  ) throws(ReadingsError) -> UnsafeRawBufferPointer? {
    guard let head = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize)),
      head.kind == kind
    else { return nil }
    return try body(of: head, at: offset, in: file)
  }

  /// The control of the open frame at `offset`; `nil` if it does not prove itself.
  static func control(
    at offset: UInt64, in file: FileBytes
  ) throws(ReadingsError) -> OpenFrameControl? {
    let bytes = try file.bytes(
      at: offset + UInt64(FrameKind.headSize), count: OpenFrameControl.size)
    return bytes.count == OpenFrameControl.size ? OpenFrameControl(proven: bytes) : nil
  }
}
