extension BlockList {
  /// Rows that are there, or that are known to be lost.
  private struct Run {
    var rows: Range<UInt64>
    var byteOffset: UInt64
    var byteCount: UInt64 = 0
    /// The times of rows that are there.
    var seconds: ClosedRange<Double>?
  }

  /// Finds the rows that are missing, and says so where the damage is known: all from the first on up
  /// to the last that anything intact tells of, but for those that are there.
  ///
  /// - Parameters:
  ///   - firstRow: The number of the file's first row; `nil` if the header that says it is damaged.
  ///   - opens: Open frames, before whose first row there must be all others.
  ///   - indexed: The rows that a closed file's index tells of.
  mutating func noteMissingRows(
    from firstRow: UInt64?, before opens: [FrameScan.FoundOpen], until indexed: Range<UInt64>?
  ) {
    let known = KnownLosses(damage.entries)
    let runs = runs(before: opens)
    let starts = [runs.first?.rows.lowerBound, indexed?.lowerBound].compactMap(\.self)
    var nextRow = firstRow ?? starts.min() ?? 0
    var end: UInt64 = 0
    var time: Double?
    for run in runs {
      if run.rows.lowerBound > nextRow {
        note(
          nextRow..<run.rows.lowerBound, between: end..<max(end, run.byteOffset),
          seconds: Self.span(from: time, to: run.seconds?.lowerBound), known)
      }
      nextRow = max(nextRow, run.rows.upperBound)
      end = max(end, run.byteOffset + run.byteCount)
      time = run.seconds?.upperBound ?? time
    }
    if let indexed, indexed.upperBound > nextRow {
      note(nextRow..<indexed.upperBound, between: end..<UInt64.max, seconds: nil, known)
    }
  }

  /// All that is known of rows, in their order.
  private func runs(before opens: [FrameScan.FoundOpen]) -> [Run] {
    var runs = blocks.map { block in
      Run(
        rows: block.rows, byteOffset: block.byteOffset, byteCount: block.byteCount,
        seconds: schemas[block.schemaIndex].seconds(block.times))
    }
    for lost in damage.entries {
      guard let rows = lost.rows else { continue }
      runs.append(Run(rows: rows, byteOffset: lost.byteOffset, byteCount: lost.byteCount))
    }
    for open in opens {
      let first = open.control.firstRow
      runs.append(Run(rows: first..<first, byteOffset: open.byteOffset))
    }
    return runs.sorted {
      ($0.rows.lowerBound, $0.byteOffset) < ($1.rows.lowerBound, $1.byteOffset)
    }
  }

  private static func span(from time: Double?, to next: Double?) -> ClosedRange<Double>? {
    guard let time, let next else { return nil }
    return min(time, next)...max(time, next)
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
