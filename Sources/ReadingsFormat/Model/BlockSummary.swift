/// Where summaries of blocks are kept until somebody asks for them: a column's extent takes four bytes
/// in a file, and 32 when it is decoded.
protocol SummarySource: AnyObject, Sendable {
  /// The extents of a block's columns.
  func extents(at position: UInt64) -> [ColumnExtent]
}

/// What is known of a block without decoding it. Spec/format.md, section "Block frame".
public struct BlockSummary: Sendable, Equatable {
  /// The position of the block's schema in `Recording.schemas`.
  public var schemaIndex: Int
  /// The number of the first row, counted from 0 at the start of the recording.
  public var firstRow: UInt64
  /// The number of rows, at least one.
  public var rowCount: Int
  /// How many of the rows are events.
  public var eventCount: Int
  /// Where the block starts in the file.
  public var byteOffset: UInt64
  /// How many bytes the block takes in the file.
  public var byteCount: UInt64
  private let firstTime: Int64
  private let lastTime: Int64
  private var storage: Storage

  /// Where the extents are.
  private enum Storage: Sendable {
    case decoded([ColumnExtent])
    case stored(any SummarySource, at: UInt64)
  }

  /// One extent a column; made anew at every access from what the file has.
  public var ranges: [ColumnExtent] {
    switch storage {
    case .decoded(let ranges): ranges
    case .stored(let source, let position): source.extents(at: position)
    }
  }

  /// The numbers of the rows.
  public var rows: Range<UInt64> { firstRow..<firstRow + UInt64(rowCount) }

  /// The extent of the first column, the time; the same as `ranges[0]`, in less time.
  public var times: ColumnExtent {
    ColumnExtent(
      first: UInt64(bitPattern: firstTime), last: UInt64(bitPattern: lastTime),
      minimum: UInt64(bitPattern: min(firstTime, lastTime)),
      maximum: UInt64(bitPattern: max(firstTime, lastTime)))
  }

  /// Makes a summary.
  public init(
    schemaIndex: Int, firstRow: UInt64, rowCount: Int, eventCount: Int, ranges: [ColumnExtent],
    byteOffset: UInt64 = 0, byteCount: UInt64 = 0
  ) {
    let first = Int64(bitPattern: ranges.first?.first ?? 0)
    let last = Int64(bitPattern: ranges.first?.last ?? 0)
    self.init(
      schemaIndex: schemaIndex, firstRow: firstRow, rowCount: rowCount, eventCount: eventCount,
      byteOffset: byteOffset, byteCount: byteCount, times: (first, last), .decoded(ranges))
  }

  /// Makes the summary of a block whose extents are somewhere else.
  init(
    schemaIndex: Int, firstRow: UInt64, rowCount: Int, eventCount: Int, byteOffset: UInt64,
    byteCount: UInt64, times: (first: Int64, last: Int64), extentsAt position: UInt64,
    in source: any SummarySource
  ) {
    self.init(
      schemaIndex: schemaIndex, firstRow: firstRow, rowCount: rowCount, eventCount: eventCount,
      byteOffset: byteOffset, byteCount: byteCount, times: times, .stored(source, at: position))
  }

  /// Makes the summary of a decoded block that is somewhere in a file.
  init(of block: ColumnBlock, schemaIndex: Int, bytes: Range<UInt64>) {
    self.init(
      schemaIndex: schemaIndex, firstRow: block.firstRow, rowCount: block.rowCount,
      eventCount: block.events.count, ranges: block.ranges, byteOffset: bytes.lowerBound,
      byteCount: UInt64(bytes.count))
  }

  private init(
    schemaIndex: Int, firstRow: UInt64, rowCount: Int, eventCount: Int, byteOffset: UInt64,
    byteCount: UInt64, times: (first: Int64, last: Int64), _ storage: Storage
  ) {
    self.schemaIndex = schemaIndex
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.eventCount = eventCount
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    (firstTime, lastTime) = times
    self.storage = storage
  }

  /// Whether two summaries say the same.
  public static func == (one: BlockSummary, other: BlockSummary) -> Bool {
    one.schemaIndex == other.schemaIndex && one.firstRow == other.firstRow
      && one.rowCount == other.rowCount && one.eventCount == other.eventCount
      && one.byteOffset == other.byteOffset && one.byteCount == other.byteCount
      && one.ranges == other.ranges
  }
}
