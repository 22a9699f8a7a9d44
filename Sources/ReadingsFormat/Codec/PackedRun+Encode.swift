extension PackedRun {
  /// Appends `values` to `sink`.
  ///
  /// - Parameters:
  ///   - width: The width of the first tier, where it has been chosen already.
  ///   - scratch: `scratchWords(count)` words.
  static func encode(
    _ values: UnsafePointer<UInt64>, count: Int, width chosen: Int? = nil,
    scratch: UnsafeMutablePointer<UInt64>, into sink: inout ByteSink, level: Int = 0, tier: Int = 1
  ) {
    guard count > 0 else { return }
    let positions = scratch
    let highBits = scratch + count
    let width: Int
    var exceptions = 0
    if tier < maximumTiers(level: level) {
      width = chosen ?? cheapestWidth(values, count: count).width
      exceptions = split(
        values, count: count, width: width, positions: positions, highBits: highBits)
    } else {
      width = longest(values, count: count)
    }
    sink.append(UInt8(width) | (exceptions > 0 ? exceptionsFlag : 0))
    sink.append(upTo: BitPacking.byteCount(count, width: width) + BitPacking.slack) { output in
      BitPacking.pack(values, count: count, width: width, into: output.baseAddress!)
    }
    guard exceptions > 0 else { return }
    sink.append(varint: UInt64(exceptions))
    if usesBitmap(exceptions: exceptions, of: count) {
      appendBitmap(positions, exceptions, of: count, into: &sink)
    } else {
      makeGaps(positions, exceptions)
      encode(
        positions, count: exceptions, scratch: highBits + exceptions, into: &sink, level: level + 1)
    }
    // The positions are written, so the next tier may have their memory too, behind its own input.
    positions.update(from: highBits, count: exceptions)
    encode(
      positions, count: exceptions, scratch: scratch + exceptions, into: &sink, level: level,
      tier: tier + 1)
  }

  /// Puts down where values are longer than `width` bits, and what they have more; returns how many.
  private static func split(
    _ values: UnsafePointer<UInt64>, count: Int, width: Int,
    positions: UnsafeMutablePointer<UInt64>, highBits: UnsafeMutablePointer<UInt64>
  ) -> Int {
    guard width < 64 else { return 0 }
    var exceptions = 0
    for index in 0..<count {
      // Every value is put down, and kept only if the next doesn't overwrite it. Not by a branch, which
      // no processor could foresee: one comes out of this that is 1 unless `high` is 0.
      let high = values[index] &>> UInt64(width)
      positions[exceptions] = UInt64(truncatingIfNeeded: index)
      highBits[exceptions] = high
      exceptions &+= Int(truncatingIfNeeded: (high | (0 &- high)) &>> 63)
    }
    return exceptions
  }

  /// The length in bits of the longest value.
  private static func longest(_ values: UnsafePointer<UInt64>, count: Int) -> Int {
    var union: UInt64 = 0
    for index in 0..<count { union |= values[index] }
    return 64 - union.leadingZeroBitCount
  }

  /// Replaces ascending positions by how many values lie between them.
  private static func makeGaps(_ positions: UnsafeMutablePointer<UInt64>, _ count: Int) {
    var next: UInt64 = 0
    for index in 0..<count {
      let position = positions[index]
      positions[index] = position &- next
      next = position &+ 1
    }
  }

  private static func appendBitmap(
    _ positions: UnsafePointer<UInt64>, _ exceptions: Int, of count: Int,
    into sink: inout ByteSink
  ) {
    sink.append(upTo: (count + 7) / 8) { bitmap in
      bitmap.initializeMemory(as: UInt8.self, repeating: 0)
      for index in 0..<exceptions {
        let position = Int(truncatingIfNeeded: positions[index])
        bitmap[position &>> 3] |= 1 &<< UInt8(truncatingIfNeeded: position & 7)
      }
      return bitmap.count
    }
  }
}
