import ReadingsFormat
import Testing

@testable import ReadingsPlot

@Suite struct DegenerateInputTests {
  /// Draws a recording and checks that the result is a PNG file of the size that was asked for.
  private func draw(
    _ recording: any Recording, _ change: (inout PlotOptions) -> Void = { _ in }
  ) throws {
    var options = PlotOptions()
    options.width = 640
    options.height = 360
    change(&options)
    let png = try Plot.png(of: recording, options: options)
    #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(at offset: Int) -> Int {
      png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(number(at: 16) == options.width && number(at: 20) == options.height)
    #expect(png.suffix(8).prefix(4) == [0x49, 0x45, 0x4E, 0x44])
  }

  @Test(arguments: 0...3)
  func fewRows(count: Int) throws {
    let recording = Samples.recording()
    for row in 0..<count {
      recording.append(microseconds: Int64(row) * 1000, level: 3, label: "event")
    }
    try draw(recording)
  }

  @Test func noRowsAreAPictureThatSaysSo() throws {
    let empty = try Picture(
      of: Samples.recording(), options: PlotOptions(), measure: Samples.measure)
    #expect(empty.data.rowCount == 0 && empty.emptyText == "no rows")
    #expect(empty.layout.panels.count == 1)
  }

  @Test func oneRowIsAPointInTheMiddle() throws {
    let recording = Samples.recording()
    recording.append(microseconds: 7_000_000, level: 3)
    let data = try Samples.data(recording, columns: 101)
    let curve = try #require(data.level(Samples.metric("level"))).curve(on: data.axis, .step)
    #expect(curve == [[CurvePoint(position: 50.5, value: 3)]])
  }

  @Test func extremeTimes() throws {
    for exponent in [-18, -6, 0, 18] as [Int8] {
      var columns = Samples.columns
      columns[0].scale = Scale(multiplier: .max, exponent: exponent)
      let recording = Samples.recording(columns: columns)
      recording.append(microseconds: .min, user: .max, level: -1e308, label: "first")
      recording.append(microseconds: -1, resident: .max, level: 1e308)
      recording.append(microseconds: .max, system: .max, level: .nan, label: "last")
      try draw(recording)
      try draw(recording) { $0.seconds = -1e300...1e300 }
      try draw(recording) { $0.seconds = 0...Double.leastNonzeroMagnitude }
    }
  }

  @Test func extremeParts() throws {
    let recording = Samples.recording()
    for row in 0..<500 {
      recording.append(microseconds: Int64(row) * 1000, user: UInt64(row) * 700, level: 1)
    }
    let infinity = Double.infinity
    for part in [
      -infinity...infinity, 5...5, 0.1...0.1, infinity...infinity, -infinity...(-infinity),
      0.49...infinity, -5...(-4), 1e300...1e308, 0.1000001...0.1000002,
    ] {
      try draw(recording) { $0.seconds = part }
    }
  }

  @Test func repeatedAndFallingTimes() throws {
    let recording = Samples.recording(rowsPerBlock: 4)
    for time in [5, 5, 5, 3, 1, 9, 9, 2, 8] as [Int64] {
      recording.append(microseconds: time, user: UInt64(time) * 100, level: 2)
    }
    try draw(recording)
  }

  @Test func metricsOfZeroAndOfNothing() throws {
    let recording = Samples.recording(columns: Samples.columns + [Column("zero"), Column("less")])
    for row in 0..<100 {
      let less = UInt64(bitPattern: -50 - Int64(row))
      recording.append([UInt64(row) * 1000, 0, 0, 0, Double.nan.bitPattern, 0, less])
    }
    let data = try Samples.data(recording)
    let panels = Panel.metrics(data, panelLimit: 9)
    #expect(panels.map(\.title) == ["level", "zero", "less"])
    #expect(panels[0].layers.allSatisfy { $0.runs.isEmpty })
    #expect(panels[1].layers.allSatisfy { !$0.runs.isEmpty })
    #expect(panels[2].axis.range.lowerBound < -149 && panels[2].axis.range.upperBound >= -50)
    try draw(recording)
  }

  @Test func moreMetricsThanFit() throws {
    let metrics = (0..<300).map { Column("metric \($0)") }
    let recording = Samples.recording(columns: Samples.columns + metrics)
    recording.append([UInt64](repeating: 1, count: 305))
    recording.append([UInt64](repeating: 2, count: 305))
    let picture = try Picture(
      of: recording, options: PlotOptions(), measure: Samples.measure)
    let shown = picture.panels.filter { !["CPU", "Memory"].contains($0.title) }
    let names = shown.reduce(0) { $0 + max($1.legends.count, 1) }
    // The sample's own metric is one more.
    #expect(names + picture.omittedSeries == 301)
    try draw(recording)
  }

  @Test func thousandsOfEvents() throws {
    let recording = Samples.recording()
    for row in 0..<5000 {
      recording.append(microseconds: Int64(row) * 10, label: "an event, and a long one \(row)")
    }
    let data = try Samples.data(recording, columns: 50)
    #expect(data.events.count == 5000)
    #expect(data.events.marks.count == 50 * EventSeries.marksPerColumn)
    try draw(recording)
  }

  @Test(arguments: [(0, 900), (1600, 0), (-5, -5), (199, 900), (20_000, 900), (900, Int.max)])
  func impossibleSizes(width: Int, height: Int) {
    var options = PlotOptions()
    (options.width, options.height) = (width, height)
    #expect {
      try Plot.png(of: Samples.recording(), options: options)
    } throws: { ($0 as? ReadingsError)?.code == .invalidArgument }
  }

  @Test func theSmallestPicture() throws {
    let recording = Samples.recording()
    for row in 0..<50 { recording.append(microseconds: Int64(row) * 1000, label: "event \(row)") }
    try draw(recording) { ($0.width, $0.height) = (200, 150) }
  }
}
