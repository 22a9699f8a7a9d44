extension LogReader {
  /// Finds the rows that are missing between blocks, and says so where the damage is known.
  ///
  /// - Parameter index: The index of a closed file, which also tells what is missing at the end.
  func noteMissingRows(expecting index: IndexFrame?) {
    let known = KnownLosses(damage)
    var nextRow: UInt64 = 0
    var end: UInt64 = 0
    var time: Double?
    for block in blocks {
      let first = schemas[block.schemaIndex].seconds(block.ranges[0].first)
      if block.firstRow > nextRow {
        note(
          nextRow..<block.firstRow, between: end..<max(end, block.byteOffset), from: time,
          to: first, known)
      }
      nextRow = max(nextRow, block.firstRow + UInt64(block.rowCount))
      end = block.byteOffset + block.byteCount
      time = schemas[block.schemaIndex].seconds(block.ranges[0].last)
    }
    guard let last = index?.entries.last, let schema = schemas.last else { return }
    let total = last.firstRow + UInt64(last.rowCount)
    if total > nextRow {
      note(
        nextRow..<total, between: end..<max(end, byteCount), from: time,
        to: schema.seconds(UInt64(bitPattern: last.lastTime)), known)
    }
  }

  /// Gives lost rows to the damage in a part of the file, or adds an entry of their own.
  private func note(
    _ rows: Range<UInt64>, between offsets: Range<UInt64>, from: Double?, to: Double,
    _ known: KnownLosses
  ) {
    let seconds = min(from ?? 0, to)...max(from ?? 0, to)
    if known.overlap(rows) { return }
    if let culprit = known.unexplained(in: offsets), damage[culprit].rows == nil {
      damage[culprit].rows = rows
      damage[culprit].seconds = seconds
    } else {
      damage.append(
        Damage(
          "rows are missing", byteOffset: offsets.lowerBound, byteCount: UInt64(offsets.count),
          rows: rows, seconds: seconds))
    }
  }
}
