import ReadingsFormat

/// Finds events by their labels.
struct EventTimes {
  private let recording: any Recording

  /// Looks in `recording`.
  init(_ recording: any Recording) { self.recording = recording }

  /// The moment that a bound names, in seconds since the origin.
  ///
  /// - Throws: `ReadingsError` with code `invalidArgument` if no event has the label.
  func seconds(of bound: TimeBound) throws(ReadingsError) -> Double {
    switch bound {
    case .seconds(let seconds): return seconds
    case .event(let label): return try seconds(ofFirst: label)
    }
  }

  private func seconds(ofFirst label: String) throws(ReadingsError) -> Double {
    let block = ColumnBlock()
    var others: [String] = []
    for (index, summary) in recording.blocks.enumerated() where summary.eventCount > 0 {
      do throws(ReadingsError) {
        try recording.decode(index, into: block)
      } catch {
        guard error.code == .damaged else { throw error }
        continue
      }
      for event in block.events {
        // String's == would take "é" for "e" and an accent, which are different labels.
        if event.label.utf8.elementsEqual(label.utf8) {
          return block.schema.seconds(block[column: 0, row: event.row])
        }
        if others.count < 6, !others.contains(event.label) { others.append(event.label) }
      }
    }
    throw ReadingsError(
      .invalidArgument, "no event is labelled '\(label.visible())'; \(Self.sentence(on: others))")
  }

  private static func sentence(on labels: [String]) -> String {
    guard !labels.isEmpty else { return "there are no events" }
    let quoted = labels.prefix(5).map { "'\($0.visible(limit: 30))'" }.joined(separator: ", ")
    return "there are \(quoted)" + (labels.count > 5 ? " and others" : "")
  }
}
