/// A row in the open frame: one word a column, then the label's place and a proof.
/// Spec/format.md, section "Open rows".
enum OpenRow {
  /// The label's place and the proof.
  static let tailSize = 8
  /// The length and the checksum before a label's text.
  static let labelHeadSize = 8

  /// The bytes that a row of `columns` columns takes.
  static func stride(columns: Int) -> Int { 8 * columns + tailSize }

  /// The bytes that a label of `count` bytes takes in the label area.
  static func labelSize(_ count: Int) -> Int { (labelHeadSize + count + 7) & ~7 }

  /// The reference to a label at `distance` bytes from the first row; 0 means that there is none.
  static func reference(to distance: Int) -> UInt32 { UInt32(distance / 8) }

  /// The distance from the first row to a label, or `nil` if there is no label.
  static func labelDistance(_ reference: UInt32) -> Int? {
    reference == 0 ? nil : Int(reference) * 8
  }

  /// The proof of some bytes as those of a row: it tells the row's number, so that what is left over
  /// from an earlier block in the same place never passes for a newer one.
  @inline(__always)
  static func proof(of bytes: UnsafeRawBufferPointer, row: UInt64, tag: RecordingTag) -> UInt32 {
    XXH32.hash(bytes, seed: tag.number) &+ UInt32(truncatingIfNeeded: row) &* factor
  }

  /// The low 32 bits of the number that a row's proof tells, if it is one.
  static func number(provenBy row: UnsafeRawBufferPointer, tag: RecordingTag) -> UInt32 {
    let end = row.count - 4
    let stored = row.loadUnaligned(fromByteOffset: end, as: UInt32.self)
    let hash = XXH32.hash(UnsafeRawBufferPointer(rebasing: row[..<end]), seed: tag.number)
    return (UInt32(littleEndian: stored) &- hash) &* inverse
  }

  /// The checksum of the label of a row.
  ///
  /// Not its proof: what stands before a label is often the same as before the next one, and proofs
  /// would make rows with consecutive numbers of it.
  static func labelChecksum(
    of text: UnsafeRawBufferPointer, row: UInt64, tag: RecordingTag
  ) -> UInt32 {
    XXH32.hash(text, seed: tag.number &+ UInt32(truncatingIfNeeded: row))
  }

  /// An odd number: rows of different numbers have different proofs.
  private static let factor: UInt32 = 0x9E37_79B1
  /// What the factor times this is 1 with, modulo 2³².
  private static let inverse: UInt32 = 0x0E8B_2F51
}
