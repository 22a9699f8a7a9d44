/// Runs of integers of 0…64 bits each, least significant bit first, with no gaps between them.
/// Spec/format.md, section "Bit packing".
enum BitPacking {
  /// How many bytes past a packed run must be readable or writable memory: both directions work in
  /// whole words.
  static let slack = 16

  /// The bytes that `count` integers of `width` bits take.
  @inline(__always) static func byteCount(_ count: Int, width: Int) -> Int {
    (count * width + 7) >> 3
  }

  /// Packs the low `width` bits of each value; returns the bytes written.
  ///
  /// `output` must have room for the packed run and `slack` bytes more.
  static func pack(
    _ values: UnsafePointer<UInt64>, count: Int, width: Int, into output: UnsafeMutableRawPointer
  ) -> Int {
    guard width > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(64 - width)
    var pending: UInt64 = 0
    var filled = 0
    var offset = 0
    for index in 0..<count {
      let value = values[index] & mask
      pending |= value &<< UInt64(filled)
      filled += width
      if filled >= 64 {
        output.storeBytes(of: pending.littleEndian, toByteOffset: offset, as: UInt64.self)
        offset += 8
        filled -= 64
        pending = filled == 0 ? 0 : value &>> UInt64(width - filled)
      }
    }
    output.storeBytes(of: pending.littleEndian, toByteOffset: offset, as: UInt64.self)
    return byteCount(count, width: width)
  }

  /// Unpacks `count` integers of `width` bits.
  ///
  /// `input` must be readable for the packed run and `slack` bytes more.
  static func unpack(
    _ input: UnsafeRawPointer, count: Int, width: Int, into values: UnsafeMutablePointer<UInt64>
  ) {
    guard width > 0 else {
      values.update(repeating: 0, count: count)
      return
    }
    let mask = UInt64.max >> UInt64(64 - width)
    var bit = 0
    if width <= 57 {
      for index in 0..<count {
        let word = UInt64(
          littleEndian: input.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
        values[index] = (word &>> UInt64(bit & 7)) & mask
        bit &+= width
      }
    } else {
      for index in 0..<count {
        let low = UInt64(
          littleEndian: input.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
        let high = UInt64(input.load(fromByteOffset: (bit &>> 3) + 8, as: UInt8.self))
        let shift = UInt64(bit & 7)
        // Shifting by 64 gives 0, as it must when the run starts on a byte's boundary.
        values[index] = ((low &>> shift) | (high << (64 - shift))) & mask
        bit &+= width
      }
    }
  }
}
