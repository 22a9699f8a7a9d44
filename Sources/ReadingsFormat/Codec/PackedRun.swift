/// Integers bit-packed to a common width, and the few that don't fit patched in afterwards (PFOR).
///
/// The patches are themselves such a run, a tier above; so are the gaps between their positions, a
/// level deeper. Spec/format.md, section "Packed run".
enum PackedRun {
  /// Set in the width byte when exceptions follow.
  static let exceptionsFlag: UInt8 = 0x80

  /// How deep runs of gaps may nest: a column's run is level 0, the gaps of its exceptions level 1,
  /// the gaps of theirs level 2.
  static let maximumLevel = 2

  /// How many tiers a run of a level may have; the last has no exceptions.
  @inline(__always) static func maximumTiers(level: Int) -> Int { level == 0 ? 4 : 1 }

  /// An upper bound on the bytes that a run of `count` values takes, with the slack for packing.
  ///
  /// The widths of all tiers add up to 64 bits at most. A tier's positions are a bitmap or gaps: a
  /// quarter as many values, of 16 bits at most.
  static func bound(_ count: Int) -> Int { 12 * count + 512 }

  /// The words of scratch memory that a run of `count` values needs.
  ///
  /// Every tier keeps its high bits, and while it is at work its bitmap and gaps; the gaps' own run is
  /// a quarter as long.
  static func scratchWords(_ count: Int) -> Int {
    (maximumTiers(level: 0) + 3) * (count + 2 * BitPacking.lanes)
  }

  /// How many low bits of each position are packed.
  @inline(__always) static func positionWidth(exceptions: Int, of count: Int) -> Int {
    63 - (count / exceptions).leadingZeroBitCount
  }

  /// Whether positions are stored as a bitmap instead of gaps.
  @inline(__always) static func usesBitmap(exceptions: Int, of count: Int) -> Bool {
    exceptions * 4 > count
  }
}
