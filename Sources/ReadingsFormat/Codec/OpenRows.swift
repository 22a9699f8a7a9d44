/// Rows, as the open frame holds them, to be encoded as a block.
///
/// Invariant: `base` is valid for `count × stride` bytes and `labels` for its count while the value
/// is in use; checked against each other in debug builds.
struct OpenRows {
  let base: UnsafeRawPointer
  let count: Int
  let columnCount: Int
  /// The label area, as far as it is used.
  let labels: UnsafeRawBufferPointer
  /// The distance from the first row to the label area.
  let labelsDistance: Int

  var stride: Int { OpenRow.stride(columns: columnCount) }

  /// A value.
  @inline(__always) func value(row: Int, column: Int) -> UInt64 {
    assert(row >= 0 && row < count && column >= 0 && column < columnCount)
    return UInt64(
      littleEndian: base.load(fromByteOffset: row &* stride &+ 8 &* column, as: UInt64.self))
  }

  /// What a column's value is more than in the row before, modulo 2⁶⁴.
  @inline(__always) func delta(row: Int, column: Int) -> UInt64 {
    value(row: row, column: column) &- value(row: row &- 1, column: column)
  }

  /// Where the row's label is in the label area, if it has one.
  @inline(__always) func label(ofRow row: Int) -> UnsafeRawBufferPointer? {
    let reference = (base + row * stride + 8 * columnCount).load(as: UInt32.self)
    guard let distance = OpenRow.labelDistance(UInt32(littleEndian: reference)) else { return nil }
    let offset = distance - labelsDistance
    guard offset >= 0, offset + OpenRow.labelHeadSize <= labels.count else { return nil }
    let count = Int(UInt32(littleEndian: labels.load(fromByteOffset: offset, as: UInt32.self)))
    let start = offset + OpenRow.labelHeadSize
    guard count <= labels.count - start else { return nil }
    return UnsafeRawBufferPointer(rebasing: labels[start..<start + count])
  }
}
