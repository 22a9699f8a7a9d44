import FuzzSupport
import ReadingsFormat

/// Compares a file with the rows that were written to it.
enum Expectation {
  static func check(_ script: Script) {
    let reader: LogReader
    do { reader = try LogReader(path: ScratchFile.path) } catch { fatalError("\(error)") }
    precondition(reader.damage.isEmpty, "\(reader.damage)")
    let block = ColumnBlock()
    var next = 0
    for (index, summary) in reader.blocks.enumerated() {
      do { try reader.decode(index, into: block) } catch { fatalError("\(error)") }
      precondition(block.firstRow == next && summary.eventCount == block.events.count)
      precondition(next + block.rowCount <= script.rows.count, "a row too many")
      check(block, summary, against: Array(script.rows[next..<next + block.rowCount]))
      next += block.rowCount
    }
    precondition(next == script.rows.count, "rows are missing")
  }

  private static func check(
    _ block: ColumnBlock, _ summary: BlockSummary, against rows: [Script.Row]
  ) {
    for (row, expected) in rows.enumerated() {
      precondition(expected.schema == block.schema)
      for column in expected.values.indices {
        precondition(block[column: column, row: row] == expected.values[column])
      }
    }
    for (column, range) in summary.ranges.enumerated() {
      precondition(range.first == rows[0].values[column])
      precondition(range.last == rows[rows.count - 1].values[column])
    }
    let labels = rows.indices.filter { rows[$0].label != nil }
    precondition(block.events.map(\.row) == labels, "events are missing")
    // A label that is too long is cut, so the beginning is what counts.
    for event in block.events {
      precondition(rows[event.row].label!.starts(with: event.label.utf8), "a label is wrong")
    }
  }
}
