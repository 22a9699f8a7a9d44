extension BlockList {
  /// Finds the rows that are missing between blocks, and says so where the damage is known.
  ///
  /// - Parameters:
  ///   - openRow: The number of the first open row, before which there must be all others.
  ///   - index: The index of a closed file, which also tells what is missing at the end.
  mutating func noteMissingRows(before openRow: UInt64?, expecting index: IndexFrame?) {
    var nextRow: UInt64 = 0
    var end: UInt64 = 0
    var time: Double?
    for block in blocks {
      let span = schemas[block.schemaIndex].seconds(block.ranges[0])
      if block.firstRow > nextRow {
        note(
          nextRow..<block.firstRow, between: end..<max(end, block.byteOffset),
          seconds: time.map { min($0, span.lowerBound)...max($0, span.lowerBound) })
      }
      nextRow = max(nextRow, block.firstRow + UInt64(block.rowCount))
      end = max(end, block.byteOffset + block.byteCount)
      time = span.upperBound
    }
    var total = openRow ?? 0
    if let last = index?.entries.last { total = max(total, last.firstRow + UInt64(last.rowCount)) }
    if total > nextRow { note(nextRow..<total, between: end..<UInt64.max, seconds: nil) }
  }

  /// Gives lost rows to the damage in a part of the file, or adds an entry of their own; rows that
  /// some damage names already are left out.
  private mutating func note(
    _ rows: Range<UInt64>, between offsets: Range<UInt64>, seconds: ClosedRange<Double>?
  ) {
    var rest = [rows]
    for known in damage.compactMap(\.rows) {
      rest = rest.flatMap { range -> [Range<UInt64>] in
        guard range.overlaps(known) else { return [range] }
        let before = range.lowerBound..<max(range.lowerBound, known.lowerBound)
        let after = min(range.upperBound, known.upperBound)..<range.upperBound
        return [before, after].filter { !$0.isEmpty }
      }
    }
    for range in rest {
      let culprit = damage.firstIndex {
        $0.rows == nil && !$0.isHarmless && offsets.contains($0.byteOffset)
      }
      if let culprit {
        damage[culprit].rows = range
        damage[culprit].seconds = seconds
      } else {
        damage.append(
          Damage(
            "rows are missing", byteOffset: offsets.lowerBound, byteCount: 0, rows: range,
            seconds: seconds))
      }
    }
  }
}
