extension Panel {
  /// The slim panel of page faults a second.
  ///
  /// - Returns: `nil` if the recording does not count them or there were none.
  static func faults(_ data: PlotData) -> Panel? {
    guard let faults = data.rate(.faults) else { return nil }
    // The rare major ones lie behind, lest their line along zero hide the others' axis.
    let kinds: [(RateSeries, String, Colour)] = [
      (faults.second, "major", .vermilion), (faults.first, "minor", .purple),
    ]
    var layers: [Layer] = []
    var legends: [Legend] = []
    var remarks: [String] = []
    var peak = 0.0
    for (series, text, colour) in kinds where series.total > 0 {
      let runs = series.curve(scaledBy: 1)
      layers.append(Layer(shape: .area, colour: colour.faded(0.3), runs: runs))
      layers.append(
        Layer(shape: .outline, colour: colour.faded(0.25), runs: series.band(scaledBy: 1)))
      layers.append(Layer(shape: .line, colour: colour, runs: runs))
      legends.insert(Legend(text: text, colour: colour, shape: .line), at: 0)
      remarks.insert(NumberText.brief(series.total.rounded()) + " " + text, at: 0)
      peak = max(peak, series.peak ?? 0)
    }
    guard !layers.isEmpty else { return nil }
    return Panel(
      title: "Page faults", unit: "per second", legends: legends,
      remark: remarks.joined(separator: " · "), weight: 1.1,
      axis: ValueAxis(0...max(peak, 1), scale: .plain, startsAtZero: true), layers: layers)
  }
}
