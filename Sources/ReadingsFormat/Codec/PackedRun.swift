/// Integers bit-packed to a common width, and the few that don't fit patched in afterwards (PFOR).
///
/// The patches are themselves such a run, a tier above. Spec/format.md, section "Packed run".
enum PackedRun {
  /// Set in the width byte when exceptions follow.
  static let exceptionsFlag: UInt8 = 0x80

  /// How many tiers a run may have; the last has no exceptions.
  static let maximumTiers = 4

  /// An upper bound on the bytes that a run of `count` values takes, with the slack for packing.
  ///
  /// The widths of all tiers add up to 64 bits at most. A tier's positions take no more bits than it
  /// has values.
  static func bound(_ count: Int) -> Int { 12 * count + 512 }

  /// The words of scratch memory that a run of `count` values needs.
  ///
  /// Every tier keeps its high bits, and while it is at work its bitmap and positions.
  static func scratchWords(_ count: Int) -> Int {
    (maximumTiers + 3) * (count + 2 * BitPacking.lanes)
  }
}
