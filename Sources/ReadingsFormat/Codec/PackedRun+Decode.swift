import CReadingsKernels

extension PackedRun {
  /// Reads a run of `count` values.
  ///
  /// The memory behind the cursor's bytes must be readable for `BitPacking.slack` bytes more.
  /// `scratch` must hold `scratchWords(count)` words.
  static func decode(
    _ cursor: inout ByteCursor, count: Int, into values: UnsafeMutablePointer<UInt64>,
    scratch: UnsafeMutablePointer<UInt64>, tier: Int = 1
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
    guard tier < maximumTiers, width < 64 else { throw Malformed("too many tiers") }
    let exceptions = try cursor.readCount(upTo: count)
    guard exceptions > 0 else { throw Malformed("an empty list of exceptions") }
    let places = ExceptionPositions(count: exceptions, limit: count)
    if places.areBitmap {
      let bitmap = try places.readBitmap(from: &cursor)
      let highBits = scratch
      try decode(
        &cursor, count: exceptions, into: highBits, scratch: highBits + exceptions, tier: tier + 1)
      creadings_patch(bitmap, count, UInt32(width), highBits, values)
    } else {
      let positions = scratch
      let highBits = scratch + exceptions
      try places.read(from: &cursor, into: positions)
      try decode(
        &cursor, count: exceptions, into: highBits, scratch: highBits + exceptions, tier: tier + 1)
      for index in 0..<exceptions {
        values[Int(truncatingIfNeeded: positions[index])] |= highBits[index] &<< UInt64(width)
      }
    }
  }
}
