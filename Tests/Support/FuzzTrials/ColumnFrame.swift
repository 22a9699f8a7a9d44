import CLZ4
import ReadingsFormat

/// A column frame by itself: an LZ4 frame around the content of a block.
struct ColumnFrame {
  let bytes: [UInt8]

  private static let headSize = 11
  private static let tailSize = 8
  private static let storedFlag: UInt32 = 1 << 31
  /// The most that a content may take.
  private static let contentLimit = 4 << 20

  /// Takes a frame that was encoded.
  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// Puts a frame around any content, which is not compressed.
  init(storing content: [UInt8]) {
    // Independent blocks with a content checksum, of up to 4 MiB.
    let descriptor: [UInt8] = [0x64, 0x70]
    var bytes: [UInt8] = []
    bytes.append(word: 0x184D_2204)
    bytes += descriptor
    bytes.append(UInt8(truncatingIfNeeded: descriptor.withUnsafeBytes { xxh32($0) } >> 8))
    bytes.append(word: UInt32(content.count) | Self.storedFlag)
    bytes += content
    bytes.append(word: 0)
    bytes.append(word: content.withUnsafeBytes { xxh32($0) })
    self.bytes = bytes
  }

  /// What the frame holds, when it is no longer compressed.
  var content: [UInt8] {
    let block = bytes[Self.headSize..<bytes.count - Self.tailSize]
    let isStored = bytes[Self.headSize - 1] & 0x80 != 0
    guard !isStored else { return Array(block) }
    return block.withUnsafeBytes { block in
      [UInt8](unsafeUninitializedCapacity: Self.contentLimit) { content, count in
        count = content.withMemoryRebound(to: CChar.self) { content in
          max(
            0,
            Int(
              LZ4_decompress_safe(
                block.bindMemory(to: CChar.self).baseAddress!, content.baseAddress!,
                Int32(block.count), Int32(content.count))))
        }
      }
    }
  }

  /// The block; `nil` if it is malformed.
  func decoded(by decoder: inout BlockDecoder, _ schema: Schema) -> ColumnBlock? {
    let block = ColumnBlock()
    let isSound = bytes.withUnsafeBytes {
      (try? decoder.decode($0, schema: schema, into: block)) != nil
    }
    return isSound ? block : nil
  }
}
