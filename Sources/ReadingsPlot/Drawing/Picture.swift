import ReadingsFormat

/// A picture that is laid out and ready to be drawn.
struct Picture {
  /// The font size of axis labels and legends.
  static let fontSize = 11.0
  /// The font size of the heading.
  static let titleSize = 16.0

  let data: PlotData
  let title: String
  let facts: [String]
  let panels: [Panel]
  let lane: EventLane
  let time: TimeTicks
  let layout: PictureLayout
  /// How many metrics and other series have no panel.
  let omittedSeries: Int
  /// What is said when there are no rows to draw.
  let emptyText: String

  /// Reads a recording and lays its picture out.
  init(
    of recording: any Recording, options: PlotOptions, measure: TextMeasure
  ) throws(ReadingsError) {
    let columns = PictureLayout.columns(width: options.width)
    data = try Extraction.run(recording, options: options, columnCount: columns.count)
    let data = data
    let header = HeaderText(of: recording, data: data, options: options)
    let wide = Double(options.width) - 32
    title = LabelText.fit(header.title, into: wide) { measure($0, Self.titleSize, true) }
    let facts = header.lines(width: wide) { measure($0, Self.fontSize, false) }
    self.facts = Array(facts.prefix(min(3, options.height / 150)))
    emptyText = options.seconds == nil ? "no rows" : "no rows in this part"

    let left = columns.left
    lane = EventLane(
      data.events.marks.map { (left + data.axis.position(of: $0.seconds), $0.label) },
      count: data.events.count, from: left, to: Double(options.width) - 6,
      rowLimit: min(EventLane.rowLimit, options.height / 100), measure: measure)
    let share = CoreShare(of: recording.header, isSingle: options.singleCore)
    let vitals = [
      Panel.cpu(data, share: share), Panel.memory(data), Panel.faults(data),
    ].compactMap { $0 }
    let metrics = Panel.metrics(data, panelLimit: max(options.height / 110 - vitals.count, 1))
    let wanted = vitals + metrics
    layout = PictureLayout(
      width: options.width, height: options.height,
      headerHeight: 20 + 15 * Double(self.facts.count), laneHeight: lane.height,
      weights: wanted.isEmpty ? [1] : wanted.map(\.weight))
    panels = Array(wanted.prefix(layout.panels.count))
    omittedSeries =
      data.catalogue.omittedMetrics
      + wanted.dropFirst(panels.count).reduce(0) { $0 + max($1.legends.count, 1) }
    time = TimeTicks(for: data.axis, atMost: max(columns.count / 90, 2))
  }
}
