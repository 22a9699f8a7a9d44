extension ColumnCodec {
  /// Reads a column of `count` rows, at least one.
  ///
  /// The memory behind the cursor's bytes must be readable for `BitPacking.slack` bytes more.
  static func decode(
    _ cursor: inout ByteCursor, count: Int, into values: UnsafeMutablePointer<UInt64>,
    scratch: UnsafeMutablePointer<UInt64>
  ) throws(Malformed) {
    let head = try cursor.read(UInt8.self)
    let shift = UInt64(head >> 2)
    // Two bits always name one of the four modes.
    let mode = Mode(rawValue: head & 3)!
    if mode == .raw {
      guard shift == 0 else { throw Malformed("a raw column has a shift") }
      let bytes = try cursor.readBytes(8 * count)
      for row in 0..<count {
        values[row] = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * row, as: UInt64.self))
      }
      return
    }
    var value = UInt64(bitPattern: try cursor.readZigzag())
    let base = UInt64(bitPattern: try cursor.readZigzag())
    values[0] = value
    if mode == .constant {
      guard shift == 0 else { throw Malformed("a constant column has a shift") }
      for row in 1..<max(count, 1) {
        value &+= base
        values[row] = value
      }
      return
    }
    try PatchedPacking.decode(&cursor, count: count - 1, into: values + 1, scratch: scratch)
    if mode == .unsigned {
      for row in 1..<max(count, 1) {
        value &+= (values[row] &<< shift) &+ base
        values[row] = value
      }
    } else {
      for row in 1..<max(count, 1) {
        let residual = UInt64(bitPattern: Int64(zigzag: values[row]))
        value &+= (residual &<< shift) &+ base
        values[row] = value
      }
    }
  }
}
