import ReadingsFormat
import Testing

@testable import ReadingsPlot

@Suite struct TickTests {
  @Test(arguments: [
    (0.013, 5, 0.005), (1.0, 5, 0.2), (77.045, 5, 20), (100, 5, 20), (101, 5, 50), (3e9, 4, 1e9),
  ])
  func stepsAreOneTwoOrFive(span: Double, count: Int, step: Double) {
    #expect(DecimalStep(for: span, atMost: count).value == step)
  }

  @Test func stepsOfNonsenseAreOne() {
    for span in [0, -1, Double.nan, .infinity] {
      #expect(DecimalStep(for: span, atMost: 5).value == 1)
    }
  }

  @Test func ticksDoNotMissTheEnds() {
    #expect(multiples(of: 0.1, in: 0...0.3).count == 4)
    #expect(multiples(of: 0.1, in: 0.1...0.7).count == 7)
    #expect(multiples(of: 1, in: 0...1e15).isEmpty)
  }

  @Test func bytesAreDividedByPowersOfTwo() {
    let ticks = ValueScale.bytes.ticks(in: 0...1_610_612_736, atMost: 4)
    #expect(ticks.map(\.label) == ["0", "0.5 GiB", "1.0 GiB", "1.5 GiB"])
    #expect(ticks.last?.value == 1_610_612_736)
    let small = ValueScale.bytes.ticks(in: 0...100, atMost: 4)
    #expect(small.map(\.label) == ["0", "32 B", "64 B", "96 B"])
  }

  @Test func numbersKeepTheirPrecision() {
    #expect(
      ValueScale.plain.ticks(in: 1_000_000...1_000_010, atMost: 2).map(\.label)
        == ["1\u{202F}000\u{202F}000", "1\u{202F}000\u{202F}005", "1\u{202F}000\u{202F}010"])
    #expect(
      ValueScale.plain.ticks(in: 0...2_500_000, atMost: 5).map(\.label)
        == ["0", "0.5\u{202F}M", "1.0\u{202F}M", "1.5\u{202F}M", "2.0\u{202F}M", "2.5\u{202F}M"])
    #expect(ValueScale.whole.ticks(in: 0...2, atMost: 8).map(\.label) == ["0", "1", "2"])
    #expect(
      ValueScale.seconds.ticks(in: 0...0.004, atMost: 2).map(\.label) == ["0", "2 ms", "4 ms"])
  }

  @Test(arguments: [
    (0.0, 0.001, "200 µs"), (0.0, 1.0, "200 ms"), (0.0, 2.235, "0.5 s"), (0.0, 100.0, "20 s"),
    (0.0, 600.0, "2:00"), (0.0, 14_400.0, "1:00"), (0.0, 864_000.0, "2 d"),
  ])
  func timesComeInSensibleUnits(start: Double, end: Double, second: String) {
    let time = TimeTicks(for: TimeAxis(start...end, columnCount: 500), atMost: 5)
    #expect(time.ticks.dropFirst().first?.label == second)
    #expect(time.ticks.count <= 6)
  }

  @Test func timesFarFromTheStartCountFromARoundMoment() {
    let axis = TimeAxis(3600.0001...3600.0003, columnCount: 500)
    let time = TimeTicks(for: axis, atMost: 4)
    #expect(time.ticks.map(\.label) == ["+100 µs", "+150 µs", "+200 µs", "+250 µs", "+300 µs"])
    #expect(time.caption == "time after 3600.000 s")
  }

  @Test(arguments: [1e-300, 1e-9, 1, 1e9, 1e37])
  func anySpanGivesFewTicks(length: Double) {
    for start in [-length, 0, length, 1e30] {
      let axis = TimeAxis(start...start + length, columnCount: 1000)
      #expect(axis.length > 0)
      #expect(TimeTicks(for: axis, atMost: 10).ticks.count <= 11)
    }
  }

  @Test func axesHoldTheirValues() {
    let axis = ValueAxis(-3...44, scale: .plain, startsAtZero: false)
    #expect(axis.range.lowerBound < -3 && axis.range.upperBound > 44)
    #expect(axis.range.upperBound < 60)
    #expect(ValueAxis(0...0, scale: .plain, startsAtZero: true).range.contains(0))
    #expect(ValueAxis(-9...(-5), scale: .plain, startsAtZero: false).range.upperBound == 0)
    #expect(ValueAxis(1000...1010, scale: .plain, startsAtZero: false).range.lowerBound > 900)
    #expect(ValueAxis(1000...1010, scale: .plain, startsAtZero: true).range.lowerBound == 0)
  }

  @Test(arguments: [30.0, 60, 200])
  func panelsOfAnyHeightHaveTwoTicks(height: Double) {
    for top in [0.37, 13_000, 166, 7.8] {
      let axis = ValueAxis(0...top, scale: .plain, startsAtZero: true)
      #expect(axis.ticks(height: height).count >= 2)
    }
  }
}
