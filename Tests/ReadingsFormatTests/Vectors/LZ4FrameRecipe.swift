/// The LZ4 frame around a content, with fields that a writer would not write where a vector needs
/// them. Spec/format.md, section 6.1.
struct LZ4FrameRecipe {
  /// FLG and BD.
  var descriptor: [UInt8] = [0x64, 0x40]
  /// Is added to HC.
  var moreChecksum: UInt8 = 0
  /// Replaces the LZ4 block.
  var block: [UInt8]?
  var endMark: UInt32 = 0
  /// Is added to the content's checksum.
  var moreContentChecksum: UInt32 = 0

  func bytes(of content: [UInt8], isCompressed: Bool) -> [UInt8] {
    let isStored = block == nil && !isCompressed
    let block = block ?? (isCompressed ? LZ4Runs.compress(content) : content)
    var output = ByteBuilder()
    output.append(UInt32(0x184D_2204))
    output.append(descriptor)
    output.append(
      UInt8(truncatingIfNeeded: ByteBuilder.checksum(descriptor) >> 8) &+ moreChecksum)
    output.append(UInt32(block.count) | (isStored ? 1 << 31 : 0))
    output.append(block)
    output.append(endMark)
    output.append(ByteBuilder.checksum(content) &+ moreContentChecksum)
    return output.bytes
  }
}
