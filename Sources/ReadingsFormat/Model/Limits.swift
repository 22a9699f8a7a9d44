/// What the format bounds, beside the rules of schemas. Spec/format.md, section "Limits".
enum Limits {
  /// The most rows that a block may have, or an open frame room for.
  static let rows = 65_535
  /// The most values that a block may have, rows times columns: 2 MiB of them.
  static let values = 1 << 18
  /// The most rows that a block of so many columns, one or more, may have.
  static func rows(columns: Int) -> Int { min(rows, values / columns) }
  /// The largest number of a first row, offset in an index, or row behind a block in one.
  static let number = UInt64(Int64.max)
  /// The most bytes that the content of a column frame may take.
  static let content = 4 << 20
  /// The most bytes that LZ4 makes out of one.
  static let expansion = 255
  /// The longest text that a header's field holds.
  static let headerText = 1024
}
