import ReadingsFormat

/// Compares a recovered file with what a reader finds in the damaged one.
enum RecoveredCheck {
  /// Reads the recovered file; returns how many values were compared.
  static func compare(
    _ report: Recovery.Report, with old: LogReader
  ) throws(BrokenPromise) -> Int {
    let new: LogReader
    let check: FileCheck
    do throws(ReadingsError) {
      new = try LogReader(path: ScratchFile.path)
      check = try FileCheck(path: ScratchFile.path, depth: .full)
    } catch {
      throw BrokenPromise("what was recovered cannot be read: \(error)")
    }
    try require(
      new.damage.isEmpty && check.isClean, "what was recovered is damaged: \(check.damage)")
    try require(new.ending == .closed, "what was recovered is not closed")
    try require(
      check.rowCount == report.rowCount && check.eventCount == report.eventCount
        && new.byteCount == report.newByteCount, "the report counts something else")
    let expected = try rows(of: old, clock: new.schemas.first?.columns[0].scale)
    let found = try rows(of: new, clock: nil)
    try require(expected.count == found.count, "rows are missing, or too many")
    for (old, new) in zip(expected, found) {
      try require(old == new, "a row has other values, or another label")
    }
    return found.reduce(0) { $0 + $1.values.count }
  }

  private struct Row: Equatable {
    var values: [UInt64]
    var label: String?
  }

  /// The rows that can be decoded, with times that do not decrease; only those by a clock of the given
  /// unit, if it is given.
  private static func rows(
    of recording: LogReader, clock: Scale?
  ) throws(BrokenPromise) -> [Row] {
    let block = ColumnBlock()
    var rows: [Row] = []
    var lastTime = Int64.min
    for index in recording.blocks.indices {
      guard (try? recording.decode(index, into: block)) != nil else { continue }
      let columns = block.schema.columns
      if let clock, columns[0].scale != clock { continue }
      for row in 0..<block.rowCount {
        var values = columns.indices.map { block[column: $0, row: row] }
        lastTime = max(lastTime, Int64(bitPattern: values[0]))
        values[0] = UInt64(bitPattern: lastTime)
        rows.append(Row(values: values))
      }
      let first = rows.count - block.rowCount
      for event in block.events {
        let bytes = event.label.utf8.map(Expectation.stored)
        rows[first + event.row].label = String(decoding: bytes, as: UTF8.self)
      }
    }
    return rows
  }
}
