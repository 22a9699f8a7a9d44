/// One column of a block as bytes: deltas between successive values, less what is expected of them,
/// packed. Spec/format.md, section "Column codes".
enum ColumnCodec {
  /// What the first byte of a code says.
  struct Flags: OptionSet {
    let rawValue: UInt8

    /// The residuals are zigzag codes of signed numbers.
    static let zigzag = Flags(rawValue: 1)
    /// A shift follows: so many low bits of every residual are zero, and left out.
    static let shift = Flags(rawValue: 2)
    /// A link follows: the deltas owe something to those of another column.
    static let link = Flags(rawValue: 4)
    /// The values themselves follow, 8 bytes each: for noise, which packing would only make longer.
    static let raw = Flags(rawValue: 8)

    /// Whether the flags have a meaning together.
    var isUnderstood: Bool { self == .raw || isSubset(of: [.zigzag, .shift, .link]) }
  }

  /// An upper bound on the bytes that a column of `count` rows takes while it is being encoded: its
  /// flags, shift, link, first value, base, and run.
  static func bound(_ count: Int) -> Int { 2 + 14 + 10 + 10 + PackedRun.bound(count) }

  /// The words of scratch memory that `encode` and `decode` need for `count` rows.
  static func scratchWords(_ count: Int) -> Int { PackedRun.scratchWords(count) }
}
