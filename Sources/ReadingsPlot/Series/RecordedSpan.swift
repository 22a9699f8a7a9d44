import ReadingsFormat

/// Which part of a recording a picture shows.
struct RecordedSpan: Equatable {
  /// The seconds that the picture covers.
  let shown: ClosedRange<Double>
  /// Whether any block has rows in that part.
  let hasRows: Bool
  /// The seconds from the first to the last row that is known of; `nil` if none is.
  let recorded: ClosedRange<Double>?

  /// Finds the span of a recording from its summaries and cuts the wanted part to it.
  ///
  /// When the two don't meet, the wanted part is shown without rows.
  init(of recording: any Recording, wanted: ClosedRange<Double>?) {
    var recorded: ClosedRange<Double>?
    for block in recording.blocks {
      guard let span = Self.seconds(of: block, in: recording.schemas) else { continue }
      recorded = span.hull(recorded)
    }
    let hasBlocks = recorded != nil
    for span in recording.damage.compactMap(\.seconds)
    where span.lowerBound.isFinite && span.upperBound.isFinite {
      recorded = span.hull(recorded)
    }
    guard let wanted else {
      self.init(shown: recorded ?? 0...1, hasRows: hasBlocks, recorded: recorded)
      return
    }
    if let recorded, recorded.overlaps(wanted) {
      self.init(shown: recorded.clamped(to: wanted), hasRows: hasBlocks, recorded: recorded)
    } else {
      let lower = wanted.lowerBound.isFinite ? wanted.lowerBound : 0
      let upper = wanted.upperBound.isFinite ? wanted.upperBound : lower + 1
      self.init(
        shown: min(lower, upper)...max(lower, upper), hasRows: false, recorded: recorded)
    }
  }

  private init(shown: ClosedRange<Double>, hasRows: Bool, recorded: ClosedRange<Double>?) {
    self.shown = shown
    self.hasRows = hasRows
    self.recorded = recorded
  }

  /// The time span of a block in seconds, or `nil` if its summary makes no sense.
  static func seconds(of block: BlockSummary, in schemas: [Schema]) -> ClosedRange<Double>? {
    guard schemas.indices.contains(block.schemaIndex), block.rowCount > 0,
      !schemas[block.schemaIndex].columns.isEmpty, let range = block.ranges.first
    else { return nil }
    let schema = schemas[block.schemaIndex]
    let lower = schema.seconds(range.minimum)
    let upper = schema.seconds(range.maximum)
    return lower <= upper && lower.isFinite && upper.isFinite ? lower...upper : nil
  }
}
