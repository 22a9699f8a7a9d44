/// The rows that are told of and not there, each with the damaged bytes where they would be.
/// Spec/format.md, section "What is lost".
struct LostRows {
  private let pieces: [RecoveredRows.Piece]
  private let schemas: [Schema]
  private let file: FileBytes
  /// What is wrong where something of an open frame does not prove itself.
  private let reasons: [UInt64: String]

  init(_ rows: borrowing RecoveredRows) {
    pieces = rows.pieces
    schemas = rows.schemas
    file = rows.file
    reasons = Dictionary(
      rows.unproven.map { ($0.bytes.lowerBound, $0.reason) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What is damaged, with the rows that it cost.
  ///
  /// - Parameters:
  ///   - told: The rows that anything tells of.
  ///   - parts: The damaged bytes, in order.
  func damage(told: Range<UInt64>?, parts: [Range<UInt64>]) throws(ReadingsError) -> [Damage] {
    var damage: [Damage] = []
    for part in parts {
      damage.append(
        Damage(
          try reason(of: part), byteOffset: part.lowerBound, byteCount: UInt64(part.count)))
    }
    var missing: [Damage] = []
    var next = min(told?.lowerBound ?? .max, pieces.first?.summary.firstRow ?? .max)
    var before: Int?
    for (position, piece) in pieces.enumerated() {
      if piece.summary.firstRow > next {
        attach(next..<piece.summary.firstRow, between: before, and: position, &damage, &missing)
      }
      next = piece.summary.rows.upperBound
      before = position
    }
    if let told, told.upperBound > next {
      attach(next..<told.upperBound, between: before, and: nil, &damage, &missing)
    }
    return (damage + missing).sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Gives lost rows to the damage that stands where they would be, or adds an entry of their own.
  private func attach(
    _ rows: Range<UInt64>, between before: Int?, and next: Int?, _ damage: inout [Damage],
    _ missing: inout [Damage]
  ) {
    let start = before.map { pieces[$0].summary.byteOffset + pieces[$0].summary.byteCount } ?? 0
    let end = next.map { pieces[$0].summary.byteOffset } ?? .max
    let span = span(from: before, to: next)
    let first = RowSet.partition(damage) { $0.byteOffset < start }
    // The first few: where much is lost in one place, nobody can say which bytes held what.
    let culprit = damage[first...].prefix(8).firstIndex { $0.rows == nil && $0.byteOffset < end }
    if let culprit {
      damage[culprit].rows = rows
      damage[culprit].seconds = span
    } else if missing.count < DamagedBytes.limit {
      missing.append(
        Damage(
          "rows are missing", byteOffset: min(start, file.size), byteCount: 0, rows: rows,
          seconds: span))
    } else {
      let last = missing.count - 1
      missing[last].reason = "so many rows are missing that they are not listed one by one"
      missing[last].rows = (missing[last].rows?.lowerBound ?? 0)..<rows.upperBound
    }
  }

  /// The time from the rows before a gap to those behind it.
  private func span(from before: Int?, to next: Int?) -> ClosedRange<Double>? {
    guard let before else { return nil }
    let from = seconds(before).upperBound
    let to = next.map { seconds($0).lowerBound } ?? from
    return min(from, to)...max(from, to)
  }

  private func seconds(_ position: Int) -> ClosedRange<Double> {
    let summary = pieces[position].summary
    return schemas[summary.schemaIndex].seconds(summary.times)
  }

  /// What is wrong with damaged bytes, in a few words.
  private func reason(of part: Range<UInt64>) throws(ReadingsError) -> String {
    if let reason = reasons[part.lowerBound] { return reason }
    if part.lowerBound == 0 { return "the header is damaged" }
    return part.upperBound == file.size ? "the file ends in a damaged frame" : "a frame is damaged"
  }
}
