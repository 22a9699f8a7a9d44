/// A labelled event: a row of its own, with the vitals of its moment.
public struct Event: Sendable, Equatable {
  /// The row's position in its block, from 0.
  public var row: Int
  /// The label, any UTF-8 text.
  public var label: String

  /// Makes an event.
  public init(row: Int, label: String) {
    self.row = row
    self.label = label
  }
}

/// The decoded values of one block, column by column; reused from block to block.
///
/// Values are the 64 stored bits; `Column.double(_:)` gives them meaning. Not thread-safe.
public final class ColumnBlock {
  /// The columns' description.
  public private(set) var schema = Schema(columns: [])
  /// The number of the first row, counted from 0 at the start of the recording.
  public private(set) var firstRow: UInt64 = 0
  /// The number of rows.
  public private(set) var rowCount = 0
  /// The events among the rows, in order of row.
  public package(set) var events: [Event] = []
  /// The values, column after column.
  private var words: [UInt64] = []

  /// Makes an empty block.
  public init() {}

  /// Makes room for `rowCount` rows of `schema` and forgets the events.
  package func reset(schema: Schema, firstRow: UInt64, rowCount: Int) {
    self.schema = schema
    self.firstRow = firstRow
    self.rowCount = rowCount
    events.removeAll(keepingCapacity: true)
    let needed = schema.columns.count * rowCount
    if words.count < needed {
      words = [UInt64](repeating: 0, count: needed)
    }
  }

  /// The value of a column in a row of this block.
  public subscript(column column: Int, row row: Int) -> UInt64 {
    get {
      precondition(row >= 0 && row < rowCount && column < schema.columns.count)
      return words[column * rowCount + row]
    }
    set {
      precondition(row >= 0 && row < rowCount && column < schema.columns.count)
      words[column * rowCount + row] = newValue
    }
  }

  /// Calls `body` with a column's values, one a row.
  public func withColumn<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    precondition(column >= 0 && column < schema.columns.count)
    return words.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[column * rowCount..<(column + 1) * rowCount]))
    }
  }

  /// Calls `body` with a column's storage, one word a row.
  package func withMutableColumn<Result>(
    _ column: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result
  ) -> Result {
    precondition(column >= 0 && column < schema.columns.count)
    return words.withUnsafeMutableBufferPointer { all in
      body(UnsafeMutableBufferPointer(rebasing: all[column * rowCount..<(column + 1) * rowCount]))
    }
  }

  /// Calls `body` with the storage of all columns, one behind the other, one word a row.
  func withMutableColumns<Result>(_ body: (UnsafeMutablePointer<UInt64>) -> Result) -> Result {
    words.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }

  /// The extremes of every column; there must be at least one row.
  package var ranges: [ColumnExtent] { ranges(of: 0..<rowCount) }

  /// The extremes of every column over some rows, at least one.
  package func ranges(of rows: Range<Int>) -> [ColumnExtent] {
    schema.columns.indices.map { column in
      withColumn(column) {
        ColumnExtent(
          of: UnsafeBufferPointer(rebasing: $0[rows]), as: schema.columns[column].type)
      }
    }
  }

  /// The events in some rows.
  package func events(in rows: Range<Int>) -> ArraySlice<Event> {
    let start = events.countBefore { $0.row < rows.lowerBound }
    return events[start..<events.countBefore { $0.row < rows.upperBound }]
  }

  /// Takes over some rows of another block, the first of which has the given number.
  package func copy(_ rows: Range<Int>, of other: ColumnBlock, firstRow: UInt64) {
    reset(schema: other.schema, firstRow: firstRow, rowCount: rows.count)
    for column in schema.columns.indices {
      other.withColumn(column) { values in
        withMutableColumn(column) { copy in
          for (position, row) in rows.enumerated() { copy[position] = values[row] }
        }
      }
    }
    for event in other.events(in: rows) {
      events.append(Event(row: event.row - rows.lowerBound, label: event.label))
    }
  }
}
