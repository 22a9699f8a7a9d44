import ReadingsFormat

extension Panel {
  /// The colours of metrics that share a panel.
  private static let colours: [Colour] = [.blue, .vermilion, .green, .purple]

  /// The panels of a program's own metrics.
  static func metrics(_ data: PlotData, panelLimit: Int) -> [Panel] {
    var members: [MetricGroups.Member] = []
    for (level, series) in zip(data.catalogue.levels, data.levels) {
      guard case .metric(let metric) = level else { continue }
      members.append(MetricGroups.Member(metric: metric, series: series))
    }
    return MetricGroups.groups(of: members, panelLimit: panelLimit).map { group in
      metrics(group, on: data.axis)
    }
  }

  private static func metrics(_ group: [MetricGroups.Member], on axis: TimeAxis) -> Panel {
    let unit = group.first?.metric.unit ?? .none
    let scale = ValueScale(unit)
    var layers: [Layer] = []
    var legends: [Legend] = []
    var extremes: ClosedRange<Double>?
    for (member, colour) in zip(group, colours) {
      layers.append(
        Layer(shape: .line, colour: colour, runs: member.series.curve(on: axis, .step)))
      legends.append(
        Legend(text: LabelText.clean(member.metric.name), colour: colour, shape: .line))
      guard let found = member.series.extremes else { continue }
      extremes =
        min(found.lowerBound, extremes?.lowerBound ?? found.lowerBound)...max(
          found.upperBound, extremes?.upperBound ?? found.upperBound)
    }
    var remark = "no values"
    if let extremes {
      remark = "min " + scale.text(extremes.lowerBound) + " · max " + scale.text(extremes.upperBound)
    }
    let isAlone = group.count == 1
    return Panel(
      title: isAlone ? legends[0].text : LabelText.clean(unit.name == "" ? "Metrics" : unit.name),
      unit: isAlone && scale == .plain ? LabelText.clean(unit.name) : "",
      legends: isAlone ? [] : legends, remark: remark, weight: 1.5,
      axis: ValueAxis(extremes, scale: scale, startsAtZero: false), layers: layers)
  }
}
