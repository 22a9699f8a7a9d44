extension BlockList {
  /// Finds the rows that are missing between blocks, and says so where the damage is known.
  ///
  /// - Parameters:
  ///   - firstRow: The number of the file's first row; `nil` if the header that says it is damaged.
  ///   - openRow: The number of the first open row, before which there must be all others.
  ///   - endRow: The number of the row behind the last one, which a closed file's index tells.
  mutating func noteMissingRows(
    from firstRow: UInt64?, before openRow: UInt64?, until endRow: UInt64?
  ) {
    let known = KnownLosses(damage.entries)
    var nextRow = firstRow ?? blocks.first?.firstRow ?? openRow ?? 0
    var end: UInt64 = 0
    var time: Double?
    for block in blocks {
      let span = schemas[block.schemaIndex].seconds(block.times)
      if block.firstRow > nextRow {
        note(
          nextRow..<block.firstRow, between: end..<max(end, block.byteOffset),
          seconds: time.map { min($0, span.lowerBound)...max($0, span.lowerBound) }, known)
      }
      nextRow = max(nextRow, block.firstRow + UInt64(block.rowCount))
      end = max(end, block.byteOffset + block.byteCount)
      time = span.upperBound
    }
    let total = max(openRow ?? 0, endRow ?? 0)
    if total > nextRow { note(nextRow..<total, between: end..<UInt64.max, seconds: nil, known) }
  }

  /// Gives lost rows to the damage in a part of the file, or adds an entry of their own; rows that
  /// some damage names already are left out.
  private mutating func note(
    _ rows: Range<UInt64>, between offsets: Range<UInt64>, seconds: ClosedRange<Double>?,
    _ known: KnownLosses
  ) {
    for range in known.remainder(of: rows) {
      // Rows that are known to be lost may come before these.
      let seconds = seconds.map { span in
        min(
          max(known.time(before: range.lowerBound) ?? 0, span.lowerBound), span.upperBound)...span
          .upperBound
      }
      if let culprit = known.unexplained(in: offsets), damage[culprit].rows == nil {
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
