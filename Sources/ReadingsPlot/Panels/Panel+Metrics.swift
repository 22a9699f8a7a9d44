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
    let scale = ValueScale(unit, isWhole: group.allSatisfy(\.series.isWhole))
    var layers: [Layer] = []
    var legends: [Legend] = []
    var extremes: ClosedRange<Double>?
    for (member, colour) in zip(group, colours) {
      layers.append(
        Layer(shape: .line, colour: colour, runs: member.series.curve(on: axis, .step)))
      legends.append(
        Legend(text: LabelText.clean(member.metric.name), colour: colour, shape: .line))
      extremes = member.series.extremes?.hull(extremes) ?? extremes
    }
    var remark = "no values"
    if let extremes {
      let texts = [extremes.lowerBound, extremes.upperBound].map(scale.text)
      remark = "min \(texts[0]) · max \(texts[1])"
    }
    let isAlone = group.count == 1
    return Panel(
      title: isAlone ? legends[0].text : "Metrics", unit: LabelText.clean(unit.name),
      legends: isAlone ? [] : legends, remark: remark, weight: 1.5,
      axis: ValueAxis(extremes, scale: scale, startsAtZero: false), layers: layers)
  }
}
