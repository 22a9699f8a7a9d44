import ReadingsFormat

/// The heading: what was recorded, where, when and how.
struct HeaderText: Sendable, Equatable {
  /// The heading in large letters.
  var title: String
  /// What is known of the recording, in pieces that may be broken into lines.
  var facts: [String]

  /// Gathers what is known.
  init(of recording: any Recording, data: PlotData, options: PlotOptions) {
    let header = recording.header
    let name = header.processName.map(LabelText.clean)
    title = options.title.map(LabelText.clean) ?? name ?? "Recording"
    facts = []
    if options.title != nil, let name { facts.append("process " + name) }
    if let pid = header.processID { facts.append("pid \(pid)") }
    if let host = header.hostName { facts.append("host " + LabelText.clean(host)) }
    if let wall = header.wallClockNanoseconds { facts.append("started " + CivilTime(wall).text) }
    if let beat = header.heartbeatNanoseconds {
      facts.append("heartbeat " + QuantityText.duration(Double(beat) * 1e-9))
    }
    let all = recording.blocks.reduce(0.0) { $0 + Double($1.rowCount) }
    let rows = NumberText.fixed(all, decimals: 0)
    let isPart = options.seconds != nil && Double(data.rowCount) != all
    let part = isPart ? NumberText.count(data.rowCount) + " of " : ""
    facts.append(part + rows + (all == 1 ? " row" : " rows"))
    if let span = RecordedSpan(of: recording, wanted: nil).recorded {
      facts.append("duration " + QuantityText.duration(span.upperBound - span.lowerBound))
    }
    switch recording.ending {
    case .closed: break
    case .live: facts.append("still recording")
    case .interrupted: facts.append("interrupted")
    case .cut: facts.append("its end is missing")
    }
    let dropped = Self.droppedEvents(of: recording)
    if dropped > 0 { facts.append("\(NumberText.fixed(dropped, decimals: 0)) events dropped") }
    let damage = recording.damage.count
    if damage > 0 { facts.append(damage == 1 ? "1 damaged part" : "\(damage) damaged parts") }
  }

  /// How many events the probe had to drop, which the last block's summary tells.
  private static func droppedEvents(of recording: any Recording) -> Double {
    guard let last = recording.blocks.last else { return 0 }
    let schema = recording.schemas[last.schemaIndex]
    guard let column = schema.index(of: .droppedEvents) else { return 0 }
    return schema.columns[column].double(last.ranges[column].last)
  }

  /// The facts in lines no wider than `width`.
  func lines(width: Double, measure: (String) -> Double) -> [String] {
    var lines: [String] = []
    for fact in facts {
      let longer = lines.last.map { $0 + "  ·  " + fact }
      if let longer, measure(longer) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(LabelText.fit(fact, into: width, measure: measure))
      }
    }
    return lines
  }
}
