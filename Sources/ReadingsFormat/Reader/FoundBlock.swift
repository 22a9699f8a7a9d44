/// A block that a scan has found, in few bytes: a hostile file consists of nothing else.
struct FoundBlock {
  /// How the index of a closed file speaks of a block.
  enum Standing: UInt8 {
    /// It does not, or there is none.
    case unknown
    /// It lists the block as it is.
    case listed
    /// It lists another block with these rows.
    case contradicted
  }

  /// Where the block starts.
  var byteOffset: UInt64
  /// The number of the first row.
  var firstRow: UInt64
  /// The first row's time and the last one's, as stored.
  var times: (first: Int64, last: Int64) = (0, 0)
  /// Where the summary is among the encoded ones; of open rows how much of them is intact, in a
  /// measure of its own.
  var summary = 0
  private let columnDistance: UInt32
  private let columnByteCount: UInt32
  let schemaID: UInt32
  /// The position of the schema in the scan's list; the largest number if the block can't be read.
  var schemaPosition = UInt32.max
  private let rows: UInt16
  private var events: UInt16 = 0
  /// Whether the block frame is intact.
  let hasSummary: Bool
  /// Which of the file's recordings it is of, from 0.
  var recording: UInt8 = 0
  /// The position of the open frame among the scan's, if this is no block but the rows of one.
  private(set) var open: UInt8?
  var standing = Standing.unknown

  /// A block as its column frame has it, or its block frame; both are less than 4 GiB long.
  init(
    byteOffset: UInt64, columnOffset: UInt64, columnSize: Int, identity: BlockDecoder.Identity,
    eventCount: Int?
  ) {
    self.byteOffset = byteOffset
    firstRow = identity.firstRow
    columnDistance = UInt32(columnOffset - byteOffset)
    columnByteCount = UInt32(columnSize)
    schemaID = identity.schemaID
    rows = UInt16(identity.rowCount)
    events = UInt16(eventCount ?? 0)
    hasSummary = eventCount != nil
  }

  /// Whether the block has a schema and a summary.
  var isReadable: Bool { schemaPosition != .max }
  /// The rows of an open frame that are intact, from the first one to the last.
  init(_ reader: OpenFrameReader, open: Int) {
    byteOffset = reader.byteOffset
    let first = reader.runs.first?.firstRow ?? 0
    firstRow = first
    columnDistance = 0
    columnByteCount = UInt32(clamping: reader.byteCount)
    schemaID = reader.block.schema.id
    rows = UInt16(clamping: (reader.runs.last?.rows.upperBound ?? first) - first)
    hasSummary = true
    self.open = UInt8(open)
    summary = reader.block.rowCount << 20 - reader.damage.count
    let last = max(reader.block.rowCount, 1) - 1
    times = (
      Int64(bitPattern: reader.block[column: 0, row: 0]),
      Int64(bitPattern: reader.block[column: 0, row: last])
    )
  }

  var columnOffset: UInt64 { byteOffset + UInt64(columnDistance) }
  var columnSize: Int { Int(columnByteCount) }
  var rowCount: Int { Int(rows) }
  /// The number of the row behind the last.
  var endRow: UInt64 { firstRow + UInt64(rows) }
  var rowNumbers: Range<UInt64> { firstRow..<endRow }
  var end: UInt64 { columnOffset + UInt64(columnByteCount) }
  var byteCount: UInt64 { end - byteOffset }

  var eventCount: Int {
    get { Int(events) }
    set { events = UInt16(newValue) }
  }

  var identity: BlockDecoder.Identity {
    BlockDecoder.Identity(schemaID: schemaID, firstRow: firstRow, rowCount: rowCount)
  }
}
