/// Writes the ranges of a block one after the other: before each two, a byte says which parts of them
/// are there. Spec/format.md, section "Ranges".
struct RangeWriter {
  private var partsPosition = 0
  private var isSecond = false

  /// Appends the next column's range.
  mutating func append(
    _ range: BlockSummary.Range, as type: Column.ValueType, to sink: inout ByteSink
  ) {
    if !isSecond {
      partsPosition = sink.count
      sink.append(UInt8(0))
    }
    let parts = range.append(to: &sink, as: type).rawValue
    sink.combine(at: partsPosition, with: isSecond ? parts << 4 : parts)
    isSecond.toggle()
  }
}

/// Reads the ranges of a block one after the other.
struct RangeReader {
  /// Stands behind the last range.
  private(set) var cursor: ByteCursor
  private var parts: UInt8 = 0
  private var isSecond = false

  init(_ cursor: ByteCursor) { self.cursor = cursor }

  /// The next column's range.
  mutating func next(as type: Column.ValueType) throws(Malformed) -> BlockSummary.Range {
    parts = isSecond ? parts >> 4 : try cursor.read()
    isSecond.toggle()
    return try BlockSummary.Range(.init(rawValue: parts & 15), from: &cursor, as: type)
  }
}
