/// The rows that are told of and not there, each with the damaged bytes where they would be.
/// Spec/format.md, section "What is lost".
struct LostRows {
  private let pieces: [RecoveredRows.Piece]
  private let schemas: [Schema]
  private let file: FileBytes
  private let unproven: [RecoveredRows.Unproven]

  init(_ rows: borrowing RecoveredRows) {
    pieces = rows.pieces
    schemas = rows.schemas
    file = rows.file
    unproven = rows.unproven
  }

  /// What is damaged, with the rows that it cost.
  ///
  /// - Parameters:
  ///   - told: The rows that anything tells of.
  ///   - parts: The damaged bytes.
  func damage(told: Range<UInt64>?, parts: [Range<UInt64>]) throws(ReadingsError) -> [Damage] {
    var damage: [Damage] = []
    for part in parts {
      damage.append(
        Damage(
          try reason(of: part), byteOffset: part.lowerBound, byteCount: UInt64(part.count)))
    }
    let first = min(told?.lowerBound ?? .max, pieces.first?.summary.firstRow ?? .max)
    var next = first
    var before: Int?
    for (position, piece) in pieces.enumerated() {
      if piece.summary.firstRow > next {
        attach(next..<piece.summary.firstRow, between: before, and: position, to: &damage)
      }
      next = piece.summary.rows.upperBound
      before = position
    }
    if let told, told.upperBound > next {
      attach(next..<told.upperBound, between: before, and: nil, to: &damage)
    }
    return damage.sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Gives lost rows to the damage that stands where they would be, or adds an entry of their own.
  private func attach(
    _ rows: Range<UInt64>, between before: Int?, and next: Int?, to damage: inout [Damage]
  ) {
    let start = before.map { pieces[$0].summary.byteOffset + pieces[$0].summary.byteCount } ?? 0
    let end = next.map { pieces[$0].summary.byteOffset } ?? .max
    let times = (before.map { seconds($0).upperBound }, next.map { seconds($0).lowerBound })
    let span: ClosedRange<Double>? =
      if let from = times.0, let to = times.1 { min(from, to)...max(from, to) } else { nil }
    var culprit = RowSet.partition(damage) { $0.byteOffset < start }
    while culprit < damage.count, damage[culprit].byteOffset < end, damage[culprit].rows != nil {
      culprit += 1
    }
    if culprit < damage.count, damage[culprit].byteOffset < end {
      damage[culprit].rows = rows
      damage[culprit].seconds = span
    } else {
      let entry = Damage(
        "rows are missing", byteOffset: min(start, file.size), byteCount: 0, rows: rows,
        seconds: span)
      damage.insert(entry, at: RowSet.partition(damage) { $0.byteOffset <= entry.byteOffset })
    }
  }

  private func seconds(_ position: Int) -> ClosedRange<Double> {
    let summary = pieces[position].summary
    return schemas[summary.schemaIndex].seconds(summary.times)
  }

  /// What is wrong with damaged bytes, in a few words.
  private func reason(of part: Range<UInt64>) throws(ReadingsError) -> String {
    if let place = unproven.first(where: { $0.bytes.lowerBound == part.lowerBound }) {
      return place.reason
    }
    if part.lowerBound == 0 { return "the header is damaged" }
    return part.upperBound == file.size ? "the file ends in a damaged frame" : "a frame is damaged"
  }
}
