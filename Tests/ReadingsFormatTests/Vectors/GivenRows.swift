import RecordingView

@testable import ReadingsFormat

/// The rows that were taken from a file so far: the first with a number counts.
struct GivenRows {
  private(set) var runs: [VectorFile.Run] = []

  /// Adds a block's rows, or the parts of them that are not there yet.
  mutating func add(_ run: VectorFile.Run) {
    var start: Int?
    let count = run.columns[0].count
    for place in 0...count {
      let isNew = place < count && !contains(run.firstRow + UInt64(place))
      if isNew, start == nil { start = place }
      if !isNew, let first = start {
        runs.append(run.part(first..<place))
        start = nil
      }
    }
  }

  /// Adds rows that stand one behind the other; those with numbers in a row make a run.
  mutating func add(_ rows: [VectorFile.Row]) {
    var added: [VectorFile.Run] = []
    var next: UInt64?
    for row in rows {
      guard !contains(row.number), !added.contains(where: { $0.numbers.contains(row.number) })
      else {
        next = nil
        continue
      }
      if row.number != next {
        added.append(
          VectorFile.Run(
            firstRow: row.number, schema: row.schema, columns: row.values.map { _ in [] }))
      }
      next = row.number + 1
      let last = added.count - 1
      let place = added[last].columns[0].count
      for (column, value) in row.values.enumerated() { added[last].columns[column].append(value) }
      if let label = row.label { added[last].events.append(Event(row: place, label: label)) }
    }
    runs += added
  }

  private func contains(_ number: UInt64) -> Bool {
    runs.contains { $0.numbers.contains(number) }
  }
}

extension VectorFile.Run {
  /// The numbers of the rows.
  var numbers: Range<UInt64> { firstRow..<firstRow + UInt64(columns[0].count) }

  fileprivate func part(_ places: Range<Int>) -> Self {
    Self(
      firstRow: firstRow + UInt64(places.lowerBound), schema: schema,
      columns: columns.map { Array($0[places]) },
      events: events.filter { places.contains($0.row) }
        .map { Event(row: $0.row - places.lowerBound, label: $0.label) })
  }

  func view(among schemas: [Schema]) -> RecordingView.Run {
    RecordingView.Run(
      firstRow: firstRow, schema: schemas.firstIndex { $0.id == schema.id }!, events: events,
      columns: columns,
      ranges: zip(columns, schema.columns).map { BlockRecipe.range(of: $0, as: $1.type) })
  }
}
