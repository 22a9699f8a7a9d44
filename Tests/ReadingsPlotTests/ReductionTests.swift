import ReadingsFormat
import Testing

@testable import ReadingsPlot

@Suite struct ReductionTests {
  @Test func spikesOfOneRowSurvive() throws {
    let recording = Samples.recording()
    for row in 0..<10_000 {
      let level = row == 4321 ? 99.0 : row == 7000 ? -5 : 1
      recording.append(microseconds: Int64(row) * 1000, level: level)
    }
    let series = try #require(try Samples.data(recording).level(Samples.metric("level")))
    #expect(series.extremes == -5...99)
    #expect(series.cells[43].maximum == 99)
    #expect(series.cells[43].minimum == 1)
    #expect(series.cells[42].maximum == 1)
    let column = series.curve(on: TimeAxis(0...9.999, columnCount: 100), .linear).joined()
    #expect(column.contains { $0.value == 99 } && column.contains { $0.value == -5 })
  }

  @Test func valuesThatAreNoNumbersArePassedOver() throws {
    let recording = Samples.recording()
    for row in 0..<100 {
      let level: Double = row < 10 ? .nan : row == 50 ? .infinity : 3
      recording.append(microseconds: Int64(row) * 1000, level: level)
    }
    let series = try #require(try Samples.data(recording).level(Samples.metric("level")))
    #expect(series.extremes == 3...3)
    #expect(!series.cells[5].isOccupied)
    #expect(series.curve(on: TimeAxis(0...0.099, columnCount: 100), .linear).count == 2)
  }

  @Test func aSchemaWithoutAMetricLeavesAGap() throws {
    let recording = Samples.recording()
    for row in 0..<300 {
      if row == 100 {
        recording.change(to: Schema(columns: Array(Samples.columns.dropLast())))
      }
      if row == 200 { recording.change(to: Schema(columns: Samples.columns)) }
      var values: [UInt64] = [UInt64(row) * 1000, 0, 0, 7]
      if row < 100 || row >= 200 { values.append((5.0).bitPattern) }
      recording.append(values)
    }
    let data = try Samples.data(recording, columns: 300)
    let metric = try #require(data.level(Samples.metric("level")))
    #expect(metric.curve(on: data.axis, .step).count == 2)
    #expect(metric.cells.filter(\.isOccupied).count == 200)
    let resident = try #require(data.level(.resident))
    #expect(resident.curve(on: data.axis, .linear).count == 1)
  }

  @Test func aVitalIsNoMetricOfTheSameName() throws {
    let metric = Column("resident", unit: .bytes)
    let recording = Samples.recording(columns: [Samples.columns[0], metric])
    for row in 0..<10 as Range<UInt64> { recording.append([row * 1000, 5]) }
    recording.change(to: Schema(columns: Samples.columns))
    for row in 10..<20 { recording.append(microseconds: Int64(row) * 1000, resident: 7) }
    let data = try Samples.data(recording)
    let key = Catalogue.Level.metric(Catalogue.Metric(name: "resident", unit: .bytes))
    #expect(data.level(key)?.extremes == 5...5)
    #expect(data.level(.resident)?.extremes == 7...7)
  }

  @Test func onlyThePartAskedForIsDecodedAndShown() throws {
    let whole = Samples.recording(rowsPerBlock: 10)
    for row in 0..<100 {
      whole.append(microseconds: Int64(row) * 1000, level: Double(row), label: "\(row)")
    }
    let recording = DamagedRecording(whole, broken: [])
    let data = try Samples.data(recording, columns: 20, seconds: 0.0305...0.0495)
    #expect(recording.decoded == [3, 4])
    #expect(data.rowCount == 19)
    #expect(data.events.marks.first?.label == "31" && data.events.marks.last?.label == "49")
    #expect(data.events.earlier == 31)
    let series = try #require(data.level(Samples.metric("level")))
    let curve = series.curve(on: data.axis, .linear)
    #expect(curve.count == 1)
    #expect(curve[0].first?.position == 0 && curve[0].last?.position == 20)
    #expect(abs((curve[0].first?.value ?? 0) - 30.5) < 0.51)
    #expect(abs((curve[0].last?.value ?? 0) - 49.5) < 0.51)
  }

  @Test func theNeighboursOfABlockBoundaryLeadIn() throws {
    let recording = Samples.recording(rowsPerBlock: 10)
    for row in 0..<30 {
      recording.append(microseconds: Int64(row) * 1000, user: UInt64(row) * 1000)
    }
    let data = try Samples.data(recording, columns: 10, seconds: 0.0095...0.0195)
    let cpu = try #require(data.rate(.cpu)).first
    #expect(cpu.cells.allSatisfy { abs(($0.mean ?? 0) - 0.5) < 1e-9 })
  }

  @Test func missedBeatsLeaveAGap() throws {
    let recording = Samples.recording()
    for row in 0..<100 {
      let time = Int64(row < 50 ? row : row + 100) * 1000
      recording.append(microseconds: time, level: 1)
    }
    let data = try Samples.data(recording, columns: 200)
    #expect(data.gaps.spans.count == 1)
    let span = try #require(data.gaps.spans.first)
    #expect(span.cause == .missed)
    #expect((95...101).contains(span.columns.count))
    let series = try #require(data.level(Samples.metric("level")))
    #expect(series.curve(on: data.axis, .step).count == 2)
  }

  @Test func aDamagedBlockLeavesAGap() throws {
    let whole = Samples.recording(rowsPerBlock: 10)
    for row in 0..<100 {
      whole.append(microseconds: Int64(row) * 1000, user: UInt64(row) * 1000, level: 1)
    }
    let data = try Samples.data(DamagedRecording(whole, broken: [4]), columns: 100)
    #expect(data.gaps.causes.filter { $0 == .lost }.count >= 9)
    #expect(data.gaps.causes[45] == .lost && data.gaps.causes[20] == .none)
    let series = try #require(data.level(Samples.metric("level")))
    #expect(series.curve(on: data.axis, .linear).count == 2)
    #expect(!series.cells[45].isOccupied)
  }

  @Test func aDamagedBlockShorterThanAMissedBeatLeavesAGap() throws {
    let whole = Samples.recording(rowsPerBlock: 1)
    for row in 0..<100 { whole.append(microseconds: Int64(row) * 1000, level: 1) }
    let data = try Samples.data(DamagedRecording(whole, broken: [50]), columns: 400)
    let series = try #require(data.level(Samples.metric("level")))
    #expect(series.curve(on: data.axis, .step).count == 2)
    #expect(data.gaps.causes.contains(.lost) && !data.gaps.causes.contains(.missed))
  }

  @Test func errorsOtherThanDamageAreThrown() {
    let whole = Samples.recording()
    whole.append(microseconds: 0)
    let recording = DamagedRecording(whole, broken: [0], code: .inputOutput)
    #expect(throws: ReadingsError(.inputOutput, "broken on purpose")) {
      try Plot.png(of: recording, options: PlotOptions())
    }
  }
}
