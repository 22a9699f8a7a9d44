/// The rows that are told of and not there. Spec/format.md, section "What is lost".
extension RecoveredRows {
  /// What is damaged: bytes, with the rows that would be there, and other rows that are missing.
  func damage(_ bytes: DamagedBytes) -> [Damage] {
    var damage = bytes.parts
    var missing: [Damage] = []
    let told = frames.tallies[tag]?.told
    var next = min(told?.lowerBound ?? .max, blocks.first?.firstRow ?? .max)
    var before: BlockSummary?
    for summary in blocks {
      if summary.firstRow > next {
        attach(next..<summary.firstRow, between: before, and: summary, &damage, &missing)
      }
      next = summary.rows.upperBound
      before = summary
    }
    if let told, told.upperBound > next {
      attach(next..<told.upperBound, between: before, and: nil, &damage, &missing)
    }
    return (damage + missing).sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Gives lost rows to the damage that stands where they would be, or adds an entry of their own.
  private func attach(
    _ rows: Range<UInt64>, between before: BlockSummary?, and after: BlockSummary?,
    _ damage: inout [Damage], _ missing: inout [Damage]
  ) {
    let start = before.map { $0.byteOffset + $0.byteCount } ?? 0
    let end = after?.byteOffset ?? .max
    let seconds = span(from: before, to: after)
    let first = damage.countBefore { $0.byteOffset < start }
    // The first few: where much is lost in one place, nobody can say which bytes held what.
    let culprit = damage[first...].prefix(8).firstIndex { $0.rows == nil && $0.byteOffset < end }
    if let culprit {
      damage[culprit].rows = rows
      damage[culprit].seconds = seconds
    } else if missing.count < DamagedBytes.limit {
      missing.append(
        Damage(
          "rows are missing", byteOffset: min(start, file.size), byteCount: 0, rows: rows,
          seconds: seconds))
    } else {
      let last = missing.count - 1
      missing[last].reason = "so many rows are missing that they are not listed one by one"
      missing[last].rows = (missing[last].rows?.lowerBound ?? 0)..<rows.upperBound
    }
  }

  /// The time from the rows before a gap to those behind it.
  private func span(from before: BlockSummary?, to after: BlockSummary?) -> ClosedRange<Double>? {
    guard let before else { return nil }
    let from = schemas.seconds(of: before).upperBound
    return from.span(to: after.map { schemas.seconds(of: $0).lowerBound } ?? from)
  }
}
