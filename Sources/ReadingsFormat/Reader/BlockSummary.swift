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
  /// One range a column; made anew at every access from what the file has.
  public var ranges: [Range] {
    get {
      switch storage {
      case .decoded(let ranges): ranges
      case .encoded(let summaries, let position): summaries.ranges(at: position)
      case .indexed(let summaries, _): summaries.ranges(at: byteOffset, schema: schemaIndex)
      }
    }
    set { storage = .decoded(newValue) }
  }
  /// Where the block starts in the file.
  public var byteOffset: UInt64
  /// How many bytes the block takes in the file.
  public var byteCount: UInt64

  /// The numbers of the rows.
  public var rows: Swift.Range<UInt64> { firstRow..<firstRow + UInt64(rowCount) }

  /// Where the ranges are.
  private enum Storage: Sendable {
    case decoded([Range])
    case encoded(EncodedSummaries, at: Int)
    case indexed(IndexedSummaries, times: Range)
  }
  private var storage: Storage

  /// The range of the first column, the time; the same as `ranges[0]`, in less time.
  public var times: Range {
    switch storage {
    case .decoded(let ranges): ranges[0]
    case .encoded(let summaries, let position):
      summaries.times(at: position) ?? Range(first: 0, last: 0, minimum: 0, maximum: 0)
    case .indexed(_, let times): times
    }
  }

  /// Makes a summary.
  public init(
    schemaIndex: Int, firstRow: UInt64, rowCount: Int, eventCount: Int, ranges: [Range],
    byteOffset: UInt64 = 0, byteCount: UInt64 = 0
  ) {
    self.schemaIndex = schemaIndex
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.eventCount = eventCount
    storage = .decoded(ranges)
    self.byteOffset = byteOffset
    self.byteCount = byteCount
  }

  /// Makes the summary of a block that a scan has found.
  init(_ found: FoundBlock, schemaIndex: Int, in summaries: EncodedSummaries) {
    self.schemaIndex = schemaIndex
    firstRow = found.firstRow
    rowCount = found.rowCount
    eventCount = found.eventCount
    storage = .encoded(summaries, at: found.summary)
    byteOffset = found.byteOffset
    byteCount = found.byteCount
  }

  /// Makes the summary of a block that an index lists.
  init(_ entry: IndexFrame.Entry, schemaIndex: Int, in summaries: IndexedSummaries) {
    self.schemaIndex = schemaIndex
    firstRow = entry.firstRow
    rowCount = entry.rowCount
    eventCount = entry.eventCount
    let first = UInt64(bitPattern: entry.firstTime)
    let last = UInt64(bitPattern: entry.lastTime)
    storage = .indexed(
      summaries, times: Range(first: first, last: last, minimum: first, maximum: last))
    byteOffset = entry.byteOffset
    byteCount = entry.byteCount
  }

  /// Whether two summaries say the same.
  public static func == (one: BlockSummary, other: BlockSummary) -> Bool {
    one.schemaIndex == other.schemaIndex && one.firstRow == other.firstRow
      && one.rowCount == other.rowCount && one.eventCount == other.eventCount
      && one.byteOffset == other.byteOffset && one.byteCount == other.byteCount
      && one.ranges == other.ranges
  }
}
