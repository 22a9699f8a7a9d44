/// Decimal digits of integers, eight at a time in the bytes of a word.
///
/// The first digit is the word's lowest byte, as it is in memory on a little-endian machine.
enum Digits {
  /// What eight digits count up to: 10^8.
  static let modulus: UInt64 = 100_000_000

  /// The eight digits of a number below `modulus`, as ASCII.
  @inline(__always)
  static func eight(_ value: UInt32) -> UInt64 {
    // Both halves are divided by 100, then all four quarters by 10, side by side in one word; the
    // factors are the reciprocals, exact for numbers this small.
    var word = UInt64(value / 10_000) | UInt64(value % 10_000) << 32
    let hundreds = (word &* 10_486) >> 20 & 0x0000_007F_0000_007F
    word = hundreds | (word &- hundreds &* 100) << 16
    let tens = (word &* 103) >> 10 & 0x000F_000F_000F_000F
    word = tens | (word &- tens &* 10) << 8
    return word &+ 0x3030_3030_3030_3030
  }

  /// How many of eight digits are left without the zeros in front; one for zero.
  @inline(__always)
  static func count(inEight digits: UInt64) -> Int {
    8 - min(7, (digits ^ 0x3030_3030_3030_3030).trailingZeroBitCount / 8)
  }

  /// Stores a word of digits.
  @inline(__always)
  static func store(_ digits: UInt64, to place: UnsafeMutableRawPointer) {
    place.storeBytes(of: digits.littleEndian, as: UInt64.self)
  }

  /// How many digits a number has; one for zero.
  static func count(of value: UInt128) -> Int {
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// Writes the last `count` digits of a number, with zeros in front if it has fewer.
  static func write(_ value: UInt64, count: Int, to start: UnsafeMutableRawPointer) {
    var rest = value
    var position = count
    while position >= 8 {
      position -= 8
      store(eight(UInt32(rest % modulus)), to: start + position)
      rest /= modulus
    }
    while position > 0 {
      position -= 1
      start.storeBytes(
        of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: position, as: UInt8.self)
      rest /= 10
    }
  }
}
