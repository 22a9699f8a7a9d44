extension ColumnCodec {
  /// Reads a column of `count` rows, at least one.
  ///
  /// The memory behind the cursor's bytes must be readable for `BitPacking.slack` bytes more.
  ///
  /// - Parameters:
  ///   - column: The column's position.
  ///   - values: Its values; those of the columns before it are at the same distance before each
  ///     other, decoded already.
  ///   - scratch: `scratchWords(count)` words.
  static func decode(
    _ cursor: inout ByteCursor, column: Int, count: Int,
    into values: UnsafeMutablePointer<UInt64>, scratch: UnsafeMutablePointer<UInt64>
  ) throws(Malformed) {
    let flags = Flags(rawValue: try cursor.read())
    guard flags.isUnderstood else { throw Malformed("a column's code is unknown") }
    guard flags != .raw else {
      let bytes = try cursor.readBytes(8 * count)
      for row in 0..<count {
        values[row] = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * row, as: UInt64.self))
      }
      return
    }
    let shift: UInt64 = flags.contains(.shift) ? UInt64(try cursor.read(UInt8.self)) : 0
    guard shift < 64 else { throw Malformed("a shift is over 63") }
    let link = flags.contains(.link) ? try ColumnLink(from: &cursor, column: column) : nil
    let first = UInt64(bitPattern: try cursor.readZigzag())
    let base = UInt64(bitPattern: try cursor.readZigzag())
    values[0] = first
    let deltas = values + 1
    try PackedRun.decode(&cursor, count: count - 1, into: deltas, scratch: scratch)
    if let link {
      let reference = values - (column - link.reference) * count
      expect(
        deltas, count: count - 1, isZigzag: flags.contains(.zigzag), shift: shift, link: link,
        reference: reference)
      addUp(deltas, count: count - 1, from: first, base: base)
    } else if flags.contains(.zigzag) {
      addUpZigzag(deltas, count: count - 1, from: first, base: base, shift: shift)
    } else {
      addUp(deltas, count: count - 1, from: first, base: base, shift: shift)
    }
  }

  /// Turns residuals into values.
  private static func addUp(
    _ residuals: UnsafeMutablePointer<UInt64>, count: Int, from first: UInt64, base: UInt64,
    shift: UInt64 = 0
  ) {
    var value = first
    for index in 0..<count {
      value &+= (residuals[index] &<< shift) &+ base
      residuals[index] = value
    }
  }

  /// Turns zigzag codes of residuals into values.
  private static func addUpZigzag(
    _ codes: UnsafeMutablePointer<UInt64>, count: Int, from first: UInt64, base: UInt64,
    shift: UInt64
  ) {
    var value = first
    for index in 0..<count {
      value &+= (UInt64(bitPattern: Int64(zigzag: codes[index])) &<< shift) &+ base
      codes[index] = value
    }
  }

  /// Turns residuals into deltas less the base: adds what the link explains.
  private static func expect(
    _ residuals: UnsafeMutablePointer<UInt64>, count: Int, isZigzag: Bool, shift: UInt64,
    link: ColumnLink, reference: UnsafePointer<UInt64>
  ) {
    for index in 0..<count {
      let code = residuals[index]
      let residual = isZigzag ? UInt64(bitPattern: Int64(zigzag: code)) : code
      residuals[index] =
        (residual &<< shift) &+ link.share(of: reference[index + 1] &- reference[index])
    }
  }
}
