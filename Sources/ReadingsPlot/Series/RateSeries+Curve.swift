extension RateSeries {
  /// The mean rate as runs of points, one run between two spans of which nothing is known.
  func curve(scaledBy factor: Double) -> [[CurvePoint]] {
    runs { cell in cell.mean.map { $0 * factor } }
  }

  /// The outline of the band from the slowest to the fastest rate, where they differ.
  func band(scaledBy factor: Double) -> [[CurvePoint]] {
    let lows = runs { $0.low.isFinite ? $0.low * factor : nil }
    let highs = runs { $0.high.isFinite ? $0.high * factor : nil }
    return zip(highs, lows).map { high, low in high + low.reversed() }
  }

  /// Points at the columns' middles, with the ends drawn out to the columns' edges.
  private func runs(_ value: (Cell) -> Double?) -> [[CurvePoint]] {
    var runs: [[CurvePoint]] = []
    var run: [CurvePoint] = []
    for (column, cell) in cells.enumerated() {
      if let value = value(cell) {
        if run.isEmpty { run.append(CurvePoint(position: Double(column), value: value)) }
        run.append(CurvePoint(position: Double(column) + 0.5, value: value))
      } else {
        runs.close(&run)
      }
    }
    runs.close(&run)
    return runs
  }
}

extension [[CurvePoint]] {
  /// Appends a run, drawn out to the right edge of its last column, and empties it.
  fileprivate mutating func close(_ run: inout [CurvePoint]) {
    guard let last = run.last else { return }
    run.append(CurvePoint(position: last.position + 0.5, value: last.value))
    append(run)
    run = []
  }
}
