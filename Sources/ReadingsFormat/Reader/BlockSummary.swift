/// What is known of a block without decoding it. Spec/format.md, section "Block frame".
public struct BlockSummary: Sendable, Equatable {
  /// The extremes of one column over one block, as stored bits.
  public struct Range: Sendable, Equatable {
    /// The first row's value.
    public var first: UInt64
    /// The last row's value.
    public var last: UInt64
    /// The smallest value; NaN is passed over.
    public var minimum: UInt64
    /// The largest value; NaN is passed over.
    public var maximum: UInt64

    /// Makes a range.
    public init(first: UInt64, last: UInt64, minimum: UInt64, maximum: UInt64) {
      self.first = first
      self.last = last
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// The position of the block's schema in `Recording.schemas`.
  public var schemaIndex: Int
  /// The number of the first row, counted from 0 at the start of the recording.
  public var firstRow: UInt64
  /// The number of rows, at least one.
  public var rowCount: Int
  /// How many of the rows are events.
  public var eventCount: Int
  /// One range a column.
  public var ranges: [Range]
  /// Where the block starts in the file.
  public var byteOffset: UInt64
  /// How many bytes the block takes in the file.
  public var byteCount: UInt64

  /// The numbers of the rows.
  public var rows: Swift.Range<UInt64> { firstRow..<firstRow + UInt64(rowCount) }

  /// Makes a summary.
  public init(
    schemaIndex: Int, firstRow: UInt64, rowCount: Int, eventCount: Int, ranges: [Range],
    byteOffset: UInt64 = 0, byteCount: UInt64 = 0
  ) {
    self.schemaIndex = schemaIndex
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.eventCount = eventCount
    self.ranges = ranges
    self.byteOffset = byteOffset
    self.byteCount = byteCount
  }
}
