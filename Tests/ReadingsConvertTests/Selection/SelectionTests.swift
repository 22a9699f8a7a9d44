import ReadingsConvert
import ReadingsFormat
import Testing

@Suite("Choosing rows")
struct SelectionTests {
  @Test(
    "Seconds and durations",
    arguments: [
      ("0", 0), ("1.5", 1.5), ("2s", 2), ("250ms", 0.25), ("10us", 0.00001), ("10µs", 0.00001),
      ("100ns", 1e-7), ("3min", 180), ("1h", 3600), ("0.1ms", 0.0001), ("1e3", 1000), (".5", 0.5),
      ("5.", 5), ("+2", 2),
    ])
  func times(text: String, seconds: Double) throws {
    #expect(try TimeBound(text) == .seconds(seconds))
  }

  @Test(
    "Everything else is a label",
    arguments: [
      "", "done", "loop_1", "1x", "1 s", "0x10", "1_000", "5 m", "ms", "e5", ".", "-", "done 5",
      "nano", "infinite", "５", "1,5", "2026-01-01",
    ])
  func labels(text: String) throws {
    #expect(try TimeBound(text) == .event(text))
  }

  @Test(
    "Numbers that are no time are refused",
    arguments: [
      "nan", "NaN", "-nan", "inf", "+inf", "-inf", "Infinity", "-1", "-0", "-5ms", "1e999",
      "1e308h",
    ])
  func refused(text: String) {
    let error = #expect(throws: ReadingsError.self) { try TimeBound(text) }
    #expect(error?.code == .invalidArgument)
  }

  static func recording() throws -> MemoryRecording {
    try Fixture.recording(
      "#ReadingsV1\ntime event\n1.000 start\n1.100\n1.200 7\n1.300 start\n1.400 done\n1.500\n")
  }

  static func seconds(_ from: TimeBound?, _ to: TimeBound?) throws -> ClosedRange<Double>? {
    try RowSelection(from: from, to: to).seconds(in: try recording())
  }

  @Test("No bounds mean everything")
  func everything() throws {
    #expect(try Self.seconds(nil, nil) == nil)
  }

  @Test("A missing bound is the recording's end")
  func oneBound() throws {
    #expect(try Self.seconds(.seconds(1.2), nil) == 1.2...1.5)
    #expect(try Self.seconds(nil, .seconds(1.2)) == 1...1.2)
    #expect(try Self.seconds(.seconds(0), .seconds(99)) == 0...99)
    #expect(try Self.seconds(.seconds(1.5), nil) == 1.5...1.5)
  }

  @Test("A label is its first event")
  func firstEvent() throws {
    let range = try #require(try Self.seconds(.event("start"), .event("done")))
    #expect(range.lowerBound == 1)
    #expect(abs(range.upperBound - 1.4) < 1e-9)
    let number = try #require(try Self.seconds(.event("7"), nil))
    #expect(abs(number.lowerBound - 1.2) < 1e-9)
  }

  @Test("An unknown label is answered with those that exist")
  func unknownLabel() throws {
    let error = #expect(throws: ReadingsError.self) { try Self.seconds(.event("Start"), nil) }
    #expect(error?.code == .invalidArgument)
    #expect(
      error?.message == "no event is labelled 'Start'; there are 'start', '7', 'done'")
  }

  @Test("At most five labels are named")
  func manyLabels() throws {
    let rows = (0..<9).map { "0.00\($0) e\($0)\n" }.joined()
    let recording = try Fixture.recording("#ReadingsV1\ntime event\n" + rows)
    let error = #expect(throws: ReadingsError.self) {
      try RowSelection(to: .event("x")).seconds(in: recording)
    }
    #expect(
      error?.message
        == "no event is labelled 'x'; there are 'e0', 'e1', 'e2', 'e3', 'e4' and others")
  }

  @Test(
    "A range that ends before it starts is refused with both ends",
    arguments: [
      (TimeBound.seconds(1.3), TimeBound.seconds(1.2), "from 1.3 s to 1.2 s"),
      (.seconds(1.2), .seconds(1.2), "from 1.2 s to 1.2 s"),
      (.event("done"), .seconds(1.1), "from 'done' (1.4 s) to 1.1 s"),
    ])
  func backwards(from: TimeBound, to: TimeBound, part: String) throws {
    let error = #expect(throws: ReadingsError.self) { try Self.seconds(from, to) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message == "the range ends at or before its start: " + part)
  }

  @Test("A range outside the recording is refused")
  func outside() throws {
    let late = #expect(throws: ReadingsError.self) { try Self.seconds(.seconds(2), nil) }
    #expect(late?.message == "the recording ends at 1.5 s, before the range starts at 2 s")
    let early = #expect(throws: ReadingsError.self) { try Self.seconds(nil, .seconds(0.5)) }
    #expect(early?.message == "the recording starts at 1 s, after the range ends at 0.5 s")
    let empty = try Fixture.recording(Fixture.header)
    let none = #expect(throws: ReadingsError.self) {
      try RowSelection(from: .seconds(0)).seconds(in: empty)
    }
    #expect(none?.code == .invalidArgument)
  }
}
