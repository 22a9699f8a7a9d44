extension UnsafeMutableRawBufferPointer {
  /// The 32-bit word at an offset, 0 where the bytes end before it does.
  func word(at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= count else { return 0 }
    return UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Replaces the 32-bit word at an offset, where there is one.
  func set(_ word: UInt32, at offset: Int) {
    guard offset >= 0, offset + 4 <= count else { return }
    storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt32.self)
  }

  /// The checksum of a range, which must lie inside.
  func checksum(of range: Range<Int>, seed: UInt32 = 0) -> UInt32 {
    xxh32(UnsafeRawBufferPointer(rebasing: self[range]), seed: seed)
  }
}

extension [UInt8] {
  /// Appends a 32-bit word.
  mutating func append(word: UInt32) {
    Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a LEB128 integer.
  mutating func append(varint: UInt64) {
    var rest = varint
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
