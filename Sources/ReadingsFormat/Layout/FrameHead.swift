/// The first eight bytes of a skippable frame.
struct FrameHead {
  /// The magic number.
  let magic: UInt32
  /// The size of the whole frame, head included.
  let size: Int

  /// What the frame is; `nil` for one that this version does not define.
  var kind: FrameKind? { FrameKind(rawValue: magic) }

  /// Reads a head; `nil` if there is no skippable frame.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= FrameKind.headSize else { return nil }
    magic = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
    guard FrameKind.skippable.contains(magic) else { return nil }
    let payload = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    size = Int(UInt32(littleEndian: payload)) + FrameKind.headSize
  }
}
