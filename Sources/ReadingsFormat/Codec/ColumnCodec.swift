/// One column of a block as bytes: deltas between successive values, less a base, packed.
/// Spec/format.md, section "Column".
enum ColumnCodec {
  /// How a column's deltas are coded, in the low two bits of its first byte.
  enum Mode: UInt8 {
    /// All deltas are the same: the base says it all.
    case constant = 0
    /// Deltas less the smallest are packed as they are.
    case unsigned = 1
    /// Deltas less a typical one are packed as zigzag codes.
    case zigzag = 2
    /// The values themselves, 8 bytes each: for noise, which packing would only make longer.
    case raw = 3
  }

  /// An upper bound on the bytes that a column of `count` rows takes while it is being encoded.
  static func bound(_ count: Int) -> Int { 32 + max(8 * count, PatchedPacking.bound(count)) }

  /// The words of scratch memory that `encode` and `decode` need for `count` rows.
  static func scratchWords(_ count: Int) -> Int {
    (2 + 2 * PatchedPacking.maximumDepth) * count
  }
}
