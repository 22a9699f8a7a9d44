import Foundation
import ReadingsFormat

/// A recording's rows, as dictionaries from the column's name to the value in its unit.
struct RecordedRun {
  struct Row {
    var number: UInt64
    var values: [String: Double]
    var label: String?
  }

  let reader: LogReader
  let rows: [Row]

  init(_ path: String) throws {
    reader = try LogReader(path: path)
    var rows: [Row] = []
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      for row in 0..<block.rowCount {
        var values: [String: Double] = [:]
        for (position, column) in block.schema.columns.enumerated() {
          values[column.name] = column.double(block[column: position, row: row])
        }
        let label = block.events.first { $0.row == row }?.label
        rows.append(Row(number: block.firstRow + UInt64(row), values: values, label: label))
      }
    }
    self.rows = rows
  }

  var labels: [String] { rows.compactMap(\.label) }

  func column(_ name: String) -> [Double] { rows.compactMap { $0.values[name] } }
}
