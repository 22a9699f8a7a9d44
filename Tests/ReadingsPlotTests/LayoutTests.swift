import ReadingsFormat
import SeededRandom
import Testing

@testable import ReadingsPlot

@Suite struct LayoutTests {
  /// Events at random places with labels of random length.
  private static func events(_ count: Int, seed: UInt64) -> [(x: Double, label: String)] {
    var random = SeededGenerator(seed)
    let places = (0..<count).map { _ in Double(random.next() % 15_000) / 10 + 84 }.sorted()
    return places.map { ($0, String(repeating: "m", count: Int(random.next() % 60) + 1)) }
  }

  /// The line that leads from a label down to the panels.
  private func leader(of label: EventLane.Label, in lane: EventLane) -> Rectangle {
    Rectangle(
      x: label.x - 0.5, y: label.leaderTop, width: 1, height: lane.height - label.leaderTop)
  }

  @Test(arguments: [1, 2, 5, 20, 60, 400])
  func labelsStayApartAndInside(count: Int) {
    for seed in 1...20 as ClosedRange<UInt64> {
      let events = Self.events(count, seed: seed)
      let lane = EventLane(
        events, count: count, from: 84, to: 1594, measure: Samples.measure)
      #expect(lane.labels.count + lane.hidden == count)
      #expect(!lane.labels.isEmpty)
      for (index, label) in lane.labels.enumerated() {
        #expect(label.box.x >= 84 && label.box.right <= 1594)
        #expect(label.box.y >= 0 && label.box.bottom <= lane.height)
        for other in lane.labels[..<index] {
          #expect(!label.box.intersects(other.box))
          #expect(!leader(of: label, in: lane).intersects(other.box))
          #expect(!leader(of: other, in: lane).intersects(label.box))
        }
      }
    }
  }

  @Test func fewLabelsAreAllShownInOneRow() {
    let lane = EventLane(
      [(100, "one"), (300, "two"), (1590, "the last")], count: 3, from: 84, to: 1594,
      measure: Samples.measure)
    #expect(lane.labels.map(\.text) == ["one", "two", "the last"])
    #expect(lane.rowCount == 1 && lane.hidden == 0)
  }

  @Test func eventsWithoutRoomAreCounted() {
    let crowd = (0..<200).map { (x: 500 + Double($0) * 0.1, label: "event \($0)") }
    let lane = EventLane(crowd, count: 1000, from: 84, to: 1594, measure: Samples.measure)
    #expect(lane.labels.count < 20)
    #expect(lane.hidden == 1000 - lane.labels.count)
  }

  @Test func longLabelsAreCut() {
    let text = String(repeating: "long ", count: 50)
    let lane = EventLane(
      [(100, text)], count: 1, from: 84, to: 1594, measure: Samples.measure)
    #expect(lane.labels.first?.text.hasSuffix("…") == true)
    #expect((lane.labels.first?.box.width ?? 999) <= EventLane.widths[0])
  }

  @Test func labelsAreOneLineThatCanBeSeen() {
    #expect(LabelText.clean("a\nb\tc\u{0}d") == "a↵b⇥c\u{FFFD}d")
    #expect(LabelText.clean("a\u{202E}b\u{200B}") == "ab")
    #expect(LabelText.clean(String(repeating: "x", count: 5000)).count == 121)
    #expect(LabelText.fit("hopeless", into: 0) { Double($0.count) } == "…")
  }

  @Test(arguments: [(200, 150), (320, 200), (1600, 900), (16384, 400)])
  func panelsStayApartAndInside(width: Int, height: Int) {
    let layout = PictureLayout(
      width: width, height: height, headerHeight: 35, laneHeight: 45,
      weights: [3, 3, 1.1] + [Double](repeating: 1.5, count: 40))
    #expect(!layout.panels.isEmpty && layout.panels.count <= 43)
    var bottom = layout.lane.bottom
    for panel in layout.panels {
      #expect(panel.heading.y >= bottom)
      #expect(panel.plot.y >= panel.heading.bottom)
      #expect(panel.plot.height >= 0)
      #expect(layout.panels.count == 1 || panel.plot.height >= PictureLayout.lowestPlot - 1)
      bottom = panel.plot.bottom
    }
    #expect(bottom <= Double(height) || layout.panels.count == 1)
  }

  @Test func metricsOfOneUnitAndMagnitudeShareAPanel() {
    func member(_ name: String, _ unit: MetricUnit, _ value: Double) -> MetricGroups.Member {
      var series = LevelSeries(columnCount: 1)
      series.add(value, column: 0, seconds: 0, afterGap: false)
      return MetricGroups.Member(
        metric: Catalogue.Metric(name: name, unit: unit), series: series)
    }
    let members = [
      member("in", .bytes, 100), member("out", .bytes, 300), member("total", .bytes, 9000),
      member("wait", .seconds, 100), member("a", .none, 1), member("b", .none, 2),
    ]
    func names(_ limit: Int) -> [[String]] {
      MetricGroups.groups(of: members, panelLimit: limit).map { $0.map(\.metric.name) }
    }
    #expect(names(9) == [["in", "out"], ["total"], ["wait"], ["a"], ["b"]])
    #expect(names(4) == [["in", "out"], ["total"], ["wait"], ["a", "b"]])
  }
}
