/// The rows that must come out of a mutated file: those whose bytes were not touched, as far as they
/// prove themselves where they stand now. Spec/format.md, section "Rows".
struct ExpectedRows {
  /// Some rows, and where they are from.
  struct Unit {
    var place: String
    var rows: [SourceFile.Row]
  }

  private(set) var units: [Unit] = []
  /// How many blocks are whole without a schema anywhere.
  private(set) var withoutSchema = 0

  init(_ file: MutatedFile, _ sources: [SourceFile]) {
    let runs = sources.indices.map { file.intactRuns(of: $0) }
    var schemas: Set<UInt32> = []
    for (source, runs) in zip(sources, runs) {
      for (id, places) in source.schemaPlaces where places.contains(where: runs.hold) {
        schemas.insert(id)
      }
    }
    for (position, source) in sources.enumerated() {
      for block in source.blocks where runs[position].hold(block.columnFrame) {
        guard schemas.contains(block.schemaID) else {
          withoutSchema += 1
          continue
        }
        units.append(
          Unit(
            place: "the block at byte \(block.columnFrame.lowerBound) of source \(position)",
            rows: block.rows))
      }
      if let open = source.open, schemas.contains(open.schemaID) {
        let rows = Self.rows(of: open, in: runs[position])
        if !rows.isEmpty {
          units.append(Unit(place: "the open frame of source \(position)", rows: rows))
        }
      }
    }
  }

  /// The open rows that prove themselves by their control, or by their schema frame and each other.
  private static func rows(
    of open: SourceFile.OpenFrame, in runs: [MutatedFile.IntactRun]
  ) -> [SourceFile.Row] {
    let controls = runs.distances(of: open.control)
    var rows: [SourceFile.Row] = []
    // Behind its copy of the schema, a row needs three others in one piece with it.
    for run in runs where run.bytes.contains(open.copy.lowerBound) {
      let whole = open.rows.filter { run.bytes.upperBound >= $0.bytes.upperBound }
      if run.offset(of: open.copy) != nil, whole.count >= 4 {
        rows += whole.filter { $0.label.map { run.offset(of: $0) != nil } ?? true }.map(\.row)
      }
    }
    for row in open.rows {
      var distances = runs.distances(of: row.bytes).intersection(controls)
      if let label = row.label { distances.formIntersection(runs.distances(of: label)) }
      if !distances.isEmpty { rows.append(row.row) }
    }
    return rows
  }
}

extension [MutatedFile.IntactRun] {
  /// Whether some bytes are in one of the runs.
  fileprivate func hold(_ bytes: Range<Int>) -> Bool { contains { $0.offset(of: bytes) != nil } }

  /// How far some bytes have been moved, wherever they are in one piece.
  fileprivate func distances(of bytes: Range<Int>) -> Set<Int> {
    Set(compactMap { $0.offset(of: bytes) }.map { $0 - bytes.lowerBound })
  }
}
