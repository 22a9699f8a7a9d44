/// A recording held in memory, for formats that have no blocks of their own and for tests.
///
/// It takes 8 bytes a value. Not thread-safe.
public final class MemoryRecording: Recording {
  /// Who recorded, where and when.
  public var header: LogHeader
  /// The schemas that rows were appended under.
  public private(set) var schemas: [Schema]
  /// What could not be read.
  public var damage: [Damage] = []
  /// How the recording ended.
  public var ending: RecordingEnding = .closed
  /// The size in bytes of the file that the rows came from.
  public var byteCount: UInt64 = 0
  /// The rows that a block holds at most.
  private let rowsPerBlock: Int

  private var summaries: [BlockSummary] = []
  private var sealed: [[UInt64]] = []
  private var sealedEvents: [[Event]] = []
  private var openRows: [UInt64] = []
  private var openEvents: [Event] = []
  private var openRowCount = 0
  private var nextRow: UInt64 = 0

  /// Makes an empty recording whose first rows have the given schema.
  public init(header: LogHeader, schema: Schema, rowsPerBlock: Int = 1024) {
    self.header = header
    self.schemas = [schema]
    self.rowsPerBlock = rowsPerBlock
  }

  /// Appends a row of the current schema; a row with a label is an event.
  ///
  /// Times must not decrease. Traps unless `row` has one value a column.
  public func append(_ row: [UInt64], label: String? = nil) {
    precondition(row.count == schemas[schemas.count - 1].columns.count)
    openRows += row
    if let label { openEvents.append(Event(row: openRowCount, label: label)) }
    openRowCount += 1
    nextRow += 1
    if openRowCount == rowsPerBlock { seal() }
  }

  /// Appends the following rows under another schema.
  public func change(to schema: Schema) {
    seal()
    schemas.append(schema)
  }

  /// The blocks' summaries in order of time.
  public var blocks: [BlockSummary] {
    seal()
    return summaries
  }

  /// Copies a block into `block`.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let summary = blocks[index]
    block.reset(
      schema: schemas[summary.schemaIndex], firstRow: summary.firstRow,
      rowCount: summary.rowCount)
    for column in summary.ranges.indices {
      block.withMutableColumn(column) { words in
        for row in 0..<summary.rowCount {
          words[row] = sealed[index][column * summary.rowCount + row]
        }
      }
    }
    block.events = sealedEvents[index]
  }

  /// Turns the open rows into a block, column after column.
  private func seal() {
    guard openRowCount > 0 else { return }
    let columns = schemas[schemas.count - 1].columns
    var words = [UInt64](repeating: 0, count: openRows.count)
    for column in columns.indices {
      for row in 0..<openRowCount {
        words[column * openRowCount + row] = openRows[row * columns.count + column]
      }
    }
    let ranges = words.withUnsafeBufferPointer { all in
      columns.indices.map { column in
        let start = column * openRowCount
        return ColumnExtent(
          of: UnsafeBufferPointer(rebasing: all[start..<start + openRowCount]),
          as: columns[column].type)
      }
    }
    summaries.append(
      BlockSummary(
        schemaIndex: schemas.count - 1, firstRow: nextRow - UInt64(openRowCount),
        rowCount: openRowCount, eventCount: openEvents.count, ranges: ranges))
    sealed.append(words)
    sealedEvents.append(openEvents)
    openRows.removeAll(keepingCapacity: true)
    openEvents = []
    openRowCount = 0
  }
}
