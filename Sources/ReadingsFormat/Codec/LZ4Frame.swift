import CLZ4

/// One LZ4 frame around one LZ4 block, as blocks of rows are stored. Spec/format.md, section
/// "Column frame".
///
/// The frame is put together here because `LZ4F_compressFrame` allocates on every call; the
/// compressed block inside is liblz4's.
enum LZ4Frame {
  static let magic: UInt32 = 0x184D_2204
  /// The magic number, two descriptor bytes, the header's checksum, and the block's size.
  static let headSize = 11
  /// The end mark and the content's checksum.
  static let tailSize = 8
  /// Set in the block's size when it is stored as it is.
  private static let storedFlag: UInt32 = 1 << 31
  /// Version 01, independent blocks, content checksum.
  private static let flags: UInt8 = 0b0110_0100

  /// The bytes of liblz4's working memory.
  static var stateSize: Int { Int(LZ4_sizeofState()) }

  /// An upper bound on the size of a frame around `content` bytes.
  static func bound(_ content: Int) -> Int {
    headSize + tailSize + Int(LZ4_compressBound(Int32(content)))
  }

  /// Appends a frame around `content` to `sink`.
  static func append(
    _ content: UnsafeRawBufferPointer, state: UnsafeMutableRawPointer, to sink: inout ByteSink
  ) {
    assert(content.count > 0 && content.count <= Limits.content)
    let descriptor = (flags, blockDescriptor(content.count))
    sink.append(magic)
    sink.append(descriptor.0)
    sink.append(descriptor.1)
    sink.append(descriptorChecksum(descriptor))
    let sizePosition = sink.count
    sink.append(UInt32(0))
    let start = content.bindMemory(to: CChar.self).baseAddress!
    var size = 0
    sink.append(upTo: Int(LZ4_compressBound(Int32(content.count)))) { output in
      size = Int(
        LZ4_compress_fast_extState(
          state, start, output.bindMemory(to: CChar.self).baseAddress!, Int32(content.count),
          Int32(output.count), 1))
      return size
    }
    if size > 0, size < content.count {
      sink.replace(at: sizePosition, with: UInt32(size))
    } else {
      sink.truncate(to: sizePosition)
      sink.append(UInt32(content.count) | storedFlag)
      sink.append(bytes: content)
    }
    sink.append(UInt32(0))
    sink.append(XXH32.hash(content))
  }

  /// The frame's length in bytes, as its head has it; `nil` unless the head is one of ours.
  static func length(head: UnsafeRawBufferPointer) -> Int? {
    var cursor = ByteCursor(head)
    guard let (size, _, _) = try? readHead(&cursor) else { return nil }
    return headSize + size + tailSize
  }

  /// The most that the frame's content may take, as its head has it; 0 if the head is none of ours.
  static func contentLimit(head: UnsafeRawBufferPointer) -> Int {
    var cursor = ByteCursor(head)
    guard let (size, isStored, limit) = try? readHead(&cursor) else { return 0 }
    return isStored ? size : limit
  }

  /// Decodes the frame at the cursor into `output`; returns the content's size.
  static func decode(
    _ cursor: inout ByteCursor, into output: UnsafeMutableRawBufferPointer
  ) throws(Malformed) -> Int {
    let (size, isStored, limit) = try readHead(&cursor)
    let input = try cursor.readBytes(size)
    let room = min(limit, output.count)
    let count: Int
    if isStored {
      guard size <= room else { throw Malformed("an LZ4 frame is larger than allowed") }
      output.copyMemory(from: input)
      count = size
    } else {
      guard let source = input.bindMemory(to: CChar.self).baseAddress else {
        throw Malformed("an LZ4 block is empty")
      }
      count = Int(
        LZ4_decompress_safe(
          source, output.bindMemory(to: CChar.self).baseAddress!, Int32(size), Int32(room)))
      guard count >= 0 else { throw Malformed("an LZ4 block is damaged") }
    }
    guard try cursor.read(UInt32.self) == 0 else { throw Malformed("an LZ4 frame has two blocks") }
    let checksum = try cursor.read(UInt32.self)
    guard checksum == XXH32.hash(UnsafeRawBufferPointer(rebasing: output[..<count])) else {
      throw Malformed("a content checksum does not match")
    }
    return count
  }

  private static func readHead(
    _ cursor: inout ByteCursor
  ) throws(Malformed) -> (size: Int, isStored: Bool, limit: Int) {
    guard try cursor.read(UInt32.self) == magic else { throw Malformed("no LZ4 frame") }
    let descriptor = (try cursor.read(UInt8.self), try cursor.read(UInt8.self))
    guard descriptor.0 == flags, let limit = contentLimit(descriptor.1),
      try cursor.read(UInt8.self) == descriptorChecksum(descriptor)
    else { throw Malformed("an LZ4 frame's header is damaged") }
    let word = try cursor.read(UInt32.self)
    let size = Int(word & ~storedFlag)
    guard size <= limit else { throw Malformed("an LZ4 block is larger than allowed") }
    return (size, word & storedFlag != 0, limit)
  }

  /// The smallest of the four block sizes that LZ4 frames know: 64 and 256 KiB, 1 and 4 MiB.
  private static func blockDescriptor(_ content: Int) -> UInt8 {
    for code: UInt8 in 4...7 where content <= 1 << (8 + 2 * Int(code)) { return code << 4 }
    return 7 << 4
  }

  private static func contentLimit(_ descriptor: UInt8) -> Int? {
    let code = descriptor >> 4
    return descriptor & 0x0f == 0 && (4...7).contains(code) ? 1 << (8 + 2 * Int(code)) : nil
  }

  private static func descriptorChecksum(_ descriptor: (UInt8, UInt8)) -> UInt8 {
    withUnsafeBytes(of: descriptor) { UInt8(truncatingIfNeeded: XXH32.hash($0) >> 8) }
  }
}
