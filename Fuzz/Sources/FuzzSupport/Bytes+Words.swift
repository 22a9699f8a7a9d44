extension [UInt8] {
  /// The 32-bit word at an offset, 0 where the bytes end before it does.
  func word(at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= count else { return 0 }
    return self[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Replaces the 32-bit word at an offset, where there is one.
  mutating func set(_ word: UInt32, at offset: Int) {
    guard offset >= 0, offset + 4 <= count else { return }
    for index in 0..<4 { self[offset + index] = UInt8(truncatingIfNeeded: word >> (8 * index)) }
  }

  /// Appends an integer, least significant byte first.
  public mutating func append<Value: FixedWidthInteger>(word: Value) {
    for index in 0..<Value.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: word >> (8 * index)))
    }
  }

  /// Appends a LEB128 integer.
  public mutating func append(varint: UInt64) {
    var rest = varint
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
