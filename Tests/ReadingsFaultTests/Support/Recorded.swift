import Foundation
import ReadingsFormat
import Testing

/// What is in a file that a test expects to be valid.
struct Recorded {
  let reader: LogReader
  private(set) var labels: [String] = []
  private(set) var firstRow: UInt64?
  private(set) var nextRow: UInt64 = 0
  private(set) var times: [Double] = []
  /// The last value of each column, in its unit.
  private(set) var last: [String: Double] = [:]

  /// Reads a file, in which nothing may be damaged or missing.
  init(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    reader = try LogReader(path: path)
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      if firstRow == nil {
        firstRow = block.firstRow
        nextRow = block.firstRow
      }
      #expect(block.firstRow == nextRow, sourceLocation: sourceLocation)
      nextRow += UInt64(block.rowCount)
      labels += block.events.map(\.label)
      let columns = block.schema.columns
      for row in 0..<block.rowCount { times.append(columns[0].double(block[column: 0, row: row])) }
      for (position, column) in columns.enumerated() {
        last[column.name] = column.double(block[column: position, row: block.rowCount - 1])
      }
    }
    #expect(reader.damage == [], sourceLocation: sourceLocation)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, sourceLocation: sourceLocation)
    if let firstRow {
      #expect(reader.header.firstRow == firstRow, sourceLocation: sourceLocation)
    }
    #expect(try Self.lz4Accepts(path), sourceLocation: sourceLocation)
  }

  /// How many events have a label that starts like this.
  func count(of prefix: String) -> Int { labels.count { $0.hasPrefix(prefix) } }

  private static func lz4Accepts(_ path: String) throws -> Bool {
    let program = try Program("/usr/bin/lz4", ["-t", "-q", path])
    return try program.ending() == .status(0)
  }
}
