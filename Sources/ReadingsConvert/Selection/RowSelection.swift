import ReadingsFormat

/// The rows between two bounds, either of which may be left out.
public struct RowSelection: Sendable, Equatable {
  /// The first moment, or `nil` for the recording's start.
  public var from: TimeBound?
  /// The last moment, or `nil` for the recording's end.
  public var to: TimeBound?

  /// Makes a selection; everything without bounds.
  public init(from: TimeBound? = nil, to: TimeBound? = nil) {
    self.from = from
    self.to = to
  }

  /// The seconds since the origin that the selection means in `recording`, both ends included, or
  /// `nil` if it means everything.
  ///
  /// Blocks with events are decoded until the labels are found.
  ///
  /// - Throws: `ReadingsError` with code `invalidArgument` if a label is not there, if the range
  ///   ends where it starts or before, or if the recording has nothing in it; and `inputOutput`
  ///   if the recording can't be read.
  public func seconds(in recording: any Recording) throws(ReadingsError) -> ClosedRange<Double>? {
    guard from != nil || to != nil else { return nil }
    guard let span = recording.span else {
      throw ReadingsError(.invalidArgument, "there are no rows to select from")
    }
    let events = EventTimes(recording)
    let lower = try from.map { bound throws(ReadingsError) in try events.seconds(of: bound) }
    let upper = try to.map { bound throws(ReadingsError) in try events.seconds(of: bound) }
    if let lower, let upper, lower >= upper {
      throw ReadingsError(
        .invalidArgument,
        "the range ends at or before its start: from \(Self.shown(from, lower)) to "
          + Self.shown(to, upper))
    }
    let start = lower ?? min(span.lowerBound, upper ?? span.lowerBound)
    let range = start...max(start, upper ?? span.upperBound)
    if let lower, !recording.reaches(lower) {
      throw ReadingsError(
        .invalidArgument,
        "the recording ends at \(span.upperBound.asSeconds), before the range starts at "
          + lower.asSeconds)
    }
    if let upper, !recording.starts(by: upper) {
      throw ReadingsError(
        .invalidArgument,
        "the recording starts at \(span.lowerBound.asSeconds), after the range ends at "
          + upper.asSeconds)
    }
    return range
  }
}

extension RowSelection {
  /// A bound for a message, with the label that it was given by.
  private static func shown(_ bound: TimeBound?, _ seconds: Double) -> String {
    guard case .event(let label) = bound else { return seconds.asSeconds }
    return "'\(label.visible())' (\(seconds.asSeconds))"
  }
}

extension Recording {
  /// The time of the first row and of the last in seconds; `nil` if there are no rows.
  package var span: ClosedRange<Double>? {
    let blocks = blocks
    guard let first = blocks.first, let last = blocks.last else { return nil }
    let start = schemas[first.schemaIndex].seconds(first.times.first)
    let end = schemas[last.schemaIndex].seconds(last.times.last)
    return start...max(start, end)
  }
}

extension Recording {
  /// Whether the last row is at or after the given moment.
  fileprivate func reaches(_ seconds: Double) -> Bool {
    guard let last = blocks.last else { return false }
    let ticks = TickRange(
      seconds...Double.greatestFiniteMagnitude, of: schemas[last.schemaIndex].columns[0])
    return ticks.overlaps(last.times)
  }

  /// Whether the first row is at or before the given moment.
  fileprivate func starts(by seconds: Double) -> Bool {
    guard let first = blocks.first else { return false }
    let ticks = TickRange(
      -Double.greatestFiniteMagnitude...seconds, of: schemas[first.schemaIndex].columns[0])
    return ticks.overlaps(first.times)
  }
}
