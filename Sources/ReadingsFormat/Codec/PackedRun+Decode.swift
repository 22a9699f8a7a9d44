import CReadingsKernels

extension PackedRun {
  /// Reads a run of `count` values; returns whether any of them may be other than 0.
  ///
  /// The memory behind the cursor's bytes must be readable for `BitPacking.slack` bytes more.
  /// `scratch` must hold `scratchWords(count)` words.
  static func decode(
    _ cursor: inout ByteCursor, count: Int, into values: UnsafeMutablePointer<UInt64>,
    scratch: UnsafeMutablePointer<UInt64>, level: Int = 0, tier: Int = 1
  ) throws(Malformed) {
    guard count > 0 else { return }
    let head = try cursor.read(UInt8.self)
    let width = Int(head & ~exceptionsFlag)
    guard width <= 64 else { throw Malformed("a bit width is over 64") }
    let packed = try cursor.readBytes(BitPacking.byteCount(count, width: width))
    if let start = packed.baseAddress {
      BitPacking.unpack(start, count: count, width: width, into: values)
    } else {
      values.update(repeating: 0, count: count)
    }
    guard head & exceptionsFlag != 0 else { return }
    guard tier < maximumTiers(level: level), width < 64 else { throw Malformed("too many tiers") }
    let exceptions = try cursor.readCount(upTo: count)
    guard exceptions > 0 else { throw Malformed("an empty list of exceptions") }
    if usesBitmap(exceptions: exceptions, of: count) {
      let bitmap = try readBitmap(exceptions, of: count, from: &cursor)
      let highBits = scratch
      try decode(
        &cursor, count: exceptions, into: highBits, scratch: highBits + exceptions, level: level,
        tier: tier + 1)
      creadings_patch(bitmap, count, UInt32(width), highBits, values)
    } else {
      let positions = scratch
      let highBits = scratch + exceptions
      try readPositions(&cursor, exceptions, of: count, into: positions)
      try decode(
        &cursor, count: exceptions, into: highBits, scratch: highBits + exceptions, level: level,
        tier: tier + 1)
      for index in 0..<exceptions {
        values[Int(truncatingIfNeeded: positions[index])] |= highBits[index] &<< UInt64(width)
      }
    }
  }

  private static func readPositions(
    _ cursor: inout ByteCursor, _ exceptions: Int, of count: Int,
    into positions: UnsafeMutablePointer<UInt64>
  ) throws(Malformed) {
    let lowWidth = positionWidth(exceptions: exceptions, of: count)
    let low = try cursor.readBytes(BitPacking.byteCount(exceptions, width: lowWidth))
    BitPacking.unpack(low.baseAddress!, count: exceptions, width: lowWidth, into: positions)
    let bitCount = exceptions + (count - 1) >> lowWidth
    let bitmap = try cursor.readBytes((bitCount + 7) / 8)
    var index = 0
    var last = -1
    for (place, byte) in bitmap.enumerated() {
      var bits = byte
      while bits != 0 {
        guard index < exceptions else { throw Malformed("too many") }
        let bit = 8 * place + bits.trailingZeroBitCount
        let position = Int(positions[index]) + (bit - index) << lowWidth
        guard position > last, position < count else { throw Malformed("an exception lies outside its column") }
        positions[index] = UInt64(position)
        last = position
        index += 1
        bits &= bits - 1
      }
    }
    guard index == exceptions else { throw Malformed("too few") }
  }

  /// Turns gaps into positions, all of which are below `count`.
  private static func addUp(
    _ gaps: UnsafeMutablePointer<UInt64>, _ exceptions: Int, of count: Int
  ) throws(Malformed) {
    let limit = UInt64(count)
    var next: UInt64 = 0
    for index in 0..<exceptions {
      let gap = gaps[index]
      guard gap < limit &- next else { throw Malformed("an exception lies outside its column") }
      gaps[index] = next &+ gap
      next = next &+ gap &+ 1
    }
  }

  /// A bitmap with `exceptions` bits set, none of them behind the last position.
  private static func readBitmap(
    _ exceptions: Int, of count: Int, from cursor: inout ByteCursor
  ) throws(Malformed) -> UnsafePointer<UInt8> {
    let bitmap = try cursor.readBytes((count + 7) / 8)
    var found = 0
    for byte in bitmap { found &+= byte.nonzeroBitCount }
    let positions: UInt8 = 0xFF >> UInt8(8 * bitmap.count - count)
    guard found == exceptions, bitmap[bitmap.count - 1] & ~positions == 0 else {
      throw Malformed("a bitmap of exceptions has the wrong number of bits")
    }
    return bitmap.bindMemory(to: UInt8.self).baseAddress!
  }
}
