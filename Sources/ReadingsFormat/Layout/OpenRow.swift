/// A row in the open frame: one word a column, then the label's place and a checksum.
/// Spec/format.md, section "Open rows".
///
/// The checksum is seeded with the row's number, so that a row left over from an earlier block in
/// the same place never passes for a newer one.
enum OpenRow {
  /// The label's place and the checksum.
  static let tailSize = 8
  /// The length and the checksum before a label's text.
  static let labelHeadSize = 8

  /// The bytes that a row of `columns` columns takes.
  static func stride(columns: Int) -> Int { 8 * columns + tailSize }

  /// The bytes that a label of `count` bytes takes in the label area.
  static func labelSize(_ count: Int) -> Int { (labelHeadSize + count + 7) & ~7 }

  /// The reference to a label at `offset` in the label area; 0 means that there is no label.
  static func reference(to offset: Int) -> UInt32 { UInt32(offset / 8 + 1) }

  /// Where in the label area a reference points, or `nil` if there is no label.
  static func labelOffset(_ reference: UInt32) -> Int? {
    reference == 0 ? nil : (Int(reference) - 1) * 8
  }

  /// The checksum of a row or label of the row with the given number.
  static func checksum(_ bytes: UnsafeRawBufferPointer, row: UInt64) -> UInt32 {
    XXH32.hash(bytes, seed: UInt32(truncatingIfNeeded: row))
  }
}
