/// A point of a curve: the place in pixel columns from the left edge, and the value.
struct CurvePoint: Sendable, Equatable {
  var position: Double
  var value: Double
}

extension LevelSeries {
  /// How a curve goes from one value to the next.
  enum Interpolation: Sendable {
    /// Straight on, for quantities that change continuously.
    case linear
    /// The value holds until the next one is read, for numbers that a program sets.
    case step
  }

  /// The curve as runs of points, one run between two gaps.
  func curve(on axis: TimeAxis, _ interpolation: Interpolation) -> [[CurvePoint]] {
    var runs: [[CurvePoint]] = []
    var run: [CurvePoint] = []
    if let before, let next = firstSample(on: axis) {
      let value = interpolation == .step ? before.value : before.value(at: axis.start, to: next)
      run.append(CurvePoint(position: 0, value: value))
    }
    for (column, cell) in cells.enumerated() where cell.isOccupied {
      if !cell.isJoined && !run.isEmpty {
        runs.append(run)
        run = []
      }
      run.extend(to: cell, at: Double(column) + 0.5, interpolation)
    }
    if let after, let final = run.last {
      let right = Double(axis.columnCount)
      let from = Sample(
        seconds: axis.start + final.position * axis.secondsPerColumn, value: final.value)
      let value = interpolation == .step ? final.value : from.value(at: axis.end, to: after)
      run.append(CurvePoint(position: right, value: value))
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  /// The first sample after `before` if the curve leads there from the left edge.
  private func firstSample(on axis: TimeAxis) -> Sample? {
    guard let column = cells.firstIndex(where: \.isOccupied) else { return after }
    guard cells[column].isJoined else { return nil }
    return Sample(
      seconds: axis.start + (Double(column) + 0.5) * axis.secondsPerColumn,
      value: cells[column].first)
  }
}

extension LevelSeries.Sample {
  /// The value on the straight line to a later sample.
  func value(at moment: Double, to next: Self) -> Double {
    guard next.seconds > seconds else { return next.value }
    let share = min(max((moment - seconds) / (next.seconds - seconds), 0), 1)
    return value + (next.value - value) * share
  }
}

extension [CurvePoint] {
  /// Goes on to the values of a pixel column, through both of its extremes.
  fileprivate mutating func extend(
    to cell: LevelSeries.Cell, at position: Double, _ interpolation: LevelSeries.Interpolation
  ) {
    if interpolation == .step, let last {
      append(CurvePoint(position: position, value: last.value))
    }
    for value in [cell.first, cell.minimum, cell.maximum, cell.last] {
      let point = CurvePoint(position: position, value: value)
      if last != point { append(point) }
    }
  }
}
