extension Panel {
  /// The panel of memory: resident size and its peak, and what is allocated on the heap.
  ///
  /// - Returns: `nil` if the recording has none of them.
  static func memory(_ data: PlotData) -> Panel? {
    var layers: [Layer] = []
    var legends: [Legend] = []
    var extremes: ClosedRange<Double>?
    var remarks: [String] = []
    func add(
      _ level: Catalogue.Level, _ text: String, _ colour: Colour, fill: Colour?,
      _ shape: Layer.Shape
    ) {
      guard let series = data.level(level) else { return }
      let runs = series.curve(on: data.axis, .linear)
      if let fill {
        layers.append(Layer(shape: .area, colour: fill, runs: runs))
      }
      layers.append(Layer(shape: shape, colour: colour, runs: runs))
      legends.append(Legend(text: text, colour: colour, shape: shape))
      guard let found = series.extremes else { return }
      extremes = found.hull(extremes)
      if level != .peak {
        let name = text.prefix { $0 != ":" }
        remarks.append("\(name) max " + ValueScale.bytes.text(found.upperBound))
      }
    }
    // The peak lies behind, so that it shows only where resident memory has left it.
    add(.peak, "peak resident", .dimInk, fill: nil, .dashed)
    add(.resident, "resident", .green, fill: Colour.green.faded(0.24), .line)
    add(.heap, "heap: allocated − freed", .vermilion, fill: nil, .line)
    guard !layers.isEmpty else { return nil }
    legends.sort { $0.shape == .line && $1.shape == .dashed }
    return Panel(
      title: "Memory", unit: "", legends: legends, remark: remarks.joined(separator: " · "),
      weight: 3, axis: ValueAxis(extremes, scale: .bytes, startsAtZero: true), layers: layers)
  }
}
