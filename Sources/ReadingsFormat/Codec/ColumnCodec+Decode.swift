import CReadingsKernels

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
    var residual = creadings_residual(
      base: base, shift: UInt32(shift), is_zigzag: flags.contains(.zigzag))
    if let link {
      let reference = values - (column - link.reference) * count
      creadings_add_share(deltas, count - 1, residual, link.kernel, reference)
      residual = .none
    }
    creadings_add_up(deltas, count - 1, residual, first)
  }
}
