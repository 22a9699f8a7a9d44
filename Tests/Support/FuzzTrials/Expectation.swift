import ReadingsFormat

/// Compares a file with the rows that were written to it.
enum Expectation {
  /// Reads the file; returns how many values were compared.
  static func check(_ script: Script) throws(BrokenPromise) -> Int {
    let reader: LogReader
    do throws(ReadingsError) {
      reader = try LogReader(path: ScratchFile.path)
    } catch {
      throw BrokenPromise("what was written cannot be read: \(error)")
    }
    try require(reader.damage.isEmpty, "what was written is damaged: \(reader.damage)")
    let block = ColumnBlock()
    var next = 0
    for (index, summary) in reader.blocks.enumerated() {
      do throws(ReadingsError) {
        try reader.decode(index, into: block)
      } catch {
        throw BrokenPromise("a block that was written cannot be decoded: \(error)")
      }
      try require(
        block.firstRow == next && summary.eventCount == block.events.count,
        "a block does not go on where the one before it ends")
      try require(next + block.rowCount <= script.rows.count, "there is a row too many")
      try check(block, summary, against: script, from: next)
      next += block.rowCount
    }
    try require(next == script.rows.count, "rows are missing")
    return script.values.count
  }

  /// A byte of a text as it is stored: none is the one that every magic number has.
  static func stored(_ byte: UInt8) -> UInt8 { byte == 0x18 ? 0x1A : byte }

  private static func check(
    _ block: ColumnBlock, _ summary: BlockSummary, against script: Script, from first: Int
  ) throws(BrokenPromise) {
    let rows = script.rows[first..<first + block.rowCount]
    // A change to the same columns is none.
    try require(
      rows.allSatisfy { script.schemas[$0.schema] == block.schema }, "rows have another schema")
    for column in block.schema.columns.indices {
      let isEqual = block.withColumn(column) { values in
        zip(rows, values).allSatisfy { script.values[$0.start + column] == $1 }
      }
      try require(isEqual, "column \(column) has other values")
      let range = summary.ranges[column]
      try require(
        range.first == block[column: column, row: 0]
          && range.last == block[column: column, row: block.rowCount - 1],
        "a summary has another first or last value")
    }
    try require(
      block.events.map(\.row) == rows.indices.filter { rows[$0].label != nil }.map { $0 - first },
      "other rows are events")
    // A label that is too long is cut, so the beginning is what counts.
    for event in block.events {
      let label = rows[first + event.row].label?.map(Self.stored)
      let isBeginning = label?.starts(with: event.label.utf8)
      try require(isBeginning == true, "an event has another label")
    }
  }
}
