/// Integers bit-packed to a common width, and the few that don't fit patched in afterwards (PFOR).
///
/// The patches are themselves such a run, up to three tiers deep. Spec/format.md, section
/// "Packed run".
enum PatchedPacking {
  /// How many tiers a packed run may have; the last has no exceptions.
  static let maximumDepth = 3

  /// Set in the width byte when exceptions follow.
  static let exceptionsFlag: UInt8 = 0x80

  /// An upper bound on the bytes that a run of `count` values takes, with the slack for packing.
  static func bound(_ count: Int) -> Int { maximumDepth * (9 * count + 16) + BitPacking.slack }

  /// Whether positions are stored as a bitmap instead of gaps.
  static func usesBitmap(exceptions: Int, of count: Int) -> Bool { exceptions * 8 > count }

  /// Appends `values` to `sink`.
  ///
  /// `union` has every bit that any of the values has. `scratch` must hold `2 × maximumDepth × count`
  /// words; `values` may be changed.
  static func encode(
    _ values: UnsafeMutablePointer<UInt64>, count: Int, union: UInt64,
    scratch: UnsafeMutablePointer<UInt64>, into sink: inout ByteSink, depth: Int = 1
  ) {
    guard count > 0 else { return }
    let longest = 64 - union.leadingZeroBitCount
    let width = depth < maximumDepth ? bestWidth(values, count: count).width : longest
    let positions = scratch
    let highBits = scratch + count
    var exceptions = 0
    var highUnion: UInt64 = 0
    if width < longest {
      highUnion = union &>> UInt64(width)
      for index in 0..<count {
        // Branch-free: every value is put down, and kept only if the next doesn't overwrite it.
        let high = values[index] &>> UInt64(width)
        positions[exceptions] = UInt64(truncatingIfNeeded: index)
        highBits[exceptions] = high
        exceptions &+= high == 0 ? 0 : 1
      }
    }
    sink.append(UInt8(width) | (exceptions > 0 ? exceptionsFlag : 0))
    sink.append(upTo: BitPacking.byteCount(count, width: width) + BitPacking.slack) { output in
      BitPacking.pack(values, count: count, width: width, into: output.baseAddress!)
    }
    guard exceptions > 0 else { return }
    sink.append(varint: UInt64(exceptions))
    append(positions: positions, exceptions, of: count, into: &sink)
    // The positions are written, so the next tier may have their memory too, behind its own input.
    positions.update(from: highBits, count: exceptions)
    encode(
      positions, count: exceptions, union: highUnion, scratch: scratch + exceptions, into: &sink,
      depth: depth + 1)
  }

  private static func append(
    positions: UnsafePointer<UInt64>, _ exceptions: Int, of count: Int, into sink: inout ByteSink
  ) {
    if usesBitmap(exceptions: exceptions, of: count) {
      sink.append(upTo: (count + 7) / 8) { bitmap in
        bitmap.initializeMemory(as: UInt8.self, repeating: 0)
        for index in 0..<exceptions {
          let position = Int(positions[index])
          bitmap[position >> 3] |= 1 << UInt8(position & 7)
        }
        return bitmap.count
      }
    } else {
      var next: UInt64 = 0
      for index in 0..<exceptions {
        sink.append(varint: positions[index] - next)
        next = positions[index] + 1
      }
    }
  }

  /// Reads a run of `count` values.
  ///
  /// The memory behind the cursor's bytes must be readable for `BitPacking.slack` bytes more.
  /// `scratch` must hold `2 × maximumDepth × count` words.
  static func decode(
    _ cursor: inout ByteCursor, count: Int, into values: UnsafeMutablePointer<UInt64>,
    scratch: UnsafeMutablePointer<UInt64>, depth: Int = 1
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
    guard depth < maximumDepth, width < 64 else { throw Malformed("too many tiers") }
    let exceptions = try cursor.readCount(upTo: count)
    guard exceptions > 0 else { throw Malformed("an empty list of exceptions") }
    let positions = scratch
    try read(positions: positions, exceptions, of: count, from: &cursor)
    let highBits = scratch + exceptions
    try decode(
      &cursor, count: exceptions, into: highBits, scratch: highBits + exceptions, depth: depth + 1)
    for index in 0..<exceptions {
      values[Int(positions[index])] |= highBits[index] &<< UInt64(width)
    }
  }

  private static func read(
    positions: UnsafeMutablePointer<UInt64>, _ exceptions: Int, of count: Int,
    from cursor: inout ByteCursor
  ) throws(Malformed) {
    if usesBitmap(exceptions: exceptions, of: count) {
      let bitmap = try cursor.readBytes((count + 7) / 8)
      var found = 0
      for (offset, byte) in bitmap.enumerated() {
        var rest = byte
        while rest != 0 {
          let position = offset * 8 + rest.trailingZeroBitCount
          guard found < exceptions, position < count else {
            throw Malformed("a bitmap of exceptions has the wrong number of bits")
          }
          positions[found] = UInt64(position)
          found += 1
          rest &= rest - 1
        }
      }
      guard found == exceptions else {
        throw Malformed("a bitmap of exceptions has the wrong number of bits")
      }
    } else {
      var next = 0
      for index in 0..<exceptions {
        let gap = try cursor.readCount(upTo: count)
        guard next + gap < count else { throw Malformed("an exception lies outside its column") }
        positions[index] = UInt64(next + gap)
        next += gap + 1
      }
    }
  }
}
