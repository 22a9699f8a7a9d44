import ReadingsConvert
import ReadingsFormat
import Testing

@Suite("Faults in the ancestor's text")
struct AncestorFaultTests {
  static let good = "0.000 2 100 0.000001 5 \n"

  @Test("An empty file is an error")
  func empty() throws {
    let error = #expect(throws: ReadingsError.self) { try Fixture.recording("") }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains("empty") == true)
  }

  @Test(
    "Something else is no recording",
    arguments: ["hello\n", "#Readings", "\n#ReadingsV1\n", "#ReadingsV10\n"])
  func somethingElse(text: String) throws {
    let error = #expect(throws: ReadingsError.self) { try Fixture.recording(text) }
    #expect(error?.code == .notARecording)
  }

  @Test("A header alone is a recording without rows")
  func headerAlone() throws {
    let recording = try Fixture.recording(Fixture.header)
    #expect(recording.blocks.isEmpty)
    #expect(recording.damage.isEmpty)
    #expect(recording.schemas[0].columns.count == 5)
    #expect(
      try recording.text() == "time_seconds,cores,resident_bytes,user_cpu_seconds,queue,event\n")
  }

  @Test("The first line alone is a recording without rows")
  func firstLineAlone() throws {
    let recording = try Fixture.recording("#ReadingsV1\n")
    #expect(recording.blocks.isEmpty)
    #expect(try recording.text() == "time_seconds,event\n")
  }

  @Test("A line without names is an error")
  func noNames() throws {
    let error = #expect(throws: ReadingsError.self) { try Fixture.recording("#ReadingsV1\ntime\n") }
    #expect(error?.code == .damaged)
  }

  @Test("One row is enough")
  func oneRow() throws {
    let recording = try Fixture.recording(Fixture.header + Self.good)
    #expect(try recording.values(2) == [100])
    #expect(recording.damage.isEmpty)
  }

  @Test("A last line that is cut short is dropped, though its numbers look whole")
  func cutShort() throws {
    let recording = try Fixture.recording(Fixture.header + Self.good + "0.002 2 100 0.000002 51")
    #expect(try recording.values(4) == [5])
    #expect(recording.ending == .interrupted)
    #expect(
      recording.damage == [
        Damage(
          "line 4: cut short", byteOffset: 67, byteCount: 23, rows: 1..<2, seconds: 0...0)
      ])
  }

  static let faults: [(line: String, reason: String)] = [
    ("0.001 2 100", "3 values where the header names 5"),
    ("0.001 2 100 x 5", "the value of 'user_cpu' is not a number"),
    ("0.001 2 1.5 0.000001 5", "the value of 'resident' is not a number"),
    ("0.001 2 100 0.000001 +5", "the value of 'queue' is not a number"),
    ("0.001 2 100 0.000001 -", "the value of 'queue' is not a number"),
    ("0.001 2 100 . 5", "the value of 'user_cpu' is not a number"),
    ("0.001 2 100 1.2.3 5", "the value of 'user_cpu' is not a number"),
    ("0.001 2 100 1e3 5", "the value of 'user_cpu' is not a number"),
    ("0.001 2 100 0.0000000001 5", "the value of 'user_cpu' is not a number"),
    ("0.001 2 9223372036854775808 0.000001 5", "the value of 'resident' is too large"),
    ("0.001 2 100 9223372036854775.0 5", "the value of 'user_cpu' is too large"),
    ("99999999999 2 100 0.000001 5", "the value of 'time' is too large"),
    ("nan 2 100 0.000001 5", "the value of 'time' is not a number"),
    ("inf 2 100 0.000001 5", "the value of 'time' is not a number"),
    ("-0.001 2 100 0.000001 5", "negative time"),
    ("\0\0\0", "1 values where the header names 5"),
  ]

  @Test("A bad line is left out and reported, the others stay", arguments: faults)
  func badLine(line: String, reason: String) throws {
    let text = Fixture.header + Self.good + line + "\n" + "0.002 2 100 0.000002 7 done\n"
    let recording = try Fixture.recording(text)
    #expect(try recording.values(4) == [5, 7])
    #expect(try recording.labels() == ["done"])
    let offset = UInt64((Fixture.header + Self.good).utf8.count)
    let wanted =
      reason.hasPrefix("1 values") ? "the value of 'time' is not a number" : reason
    #expect(
      recording.damage == [
        Damage(
          "line 4: \(wanted)", byteOffset: offset, byteCount: UInt64(line.utf8.count + 1),
          rows: 1..<2, seconds: 0...0.002)
      ])
    #expect(recording.ending == .closed)
  }

  @Test("The largest and the smallest number are taken")
  func extremes() throws {
    let text =
      Fixture.header + "0.000 2 9223372036854775807 0.0 -9223372036854775808 \n"
    let recording = try Fixture.recording(text)
    #expect(try recording.values(2) == [.max])
    #expect(try recording.values(4) == [.min])
  }

  @Test("A time far ahead is left out, and not all that follow it")
  func timeAhead() throws {
    let rows = ["0.000", "0.002", "9.004", "0.006", "0.008"].map { $0 + " 2 100 0.000001 5\n" }
    let recording = try Fixture.recording(Fixture.header + rows.joined())
    #expect(try recording.values(0) == [0, 2, 6, 8])
    #expect(recording.damage.map(\.reason) == ["line 5: time runs backwards"])
    #expect(recording.damage.map(\.seconds) == [0.002...0.006])
  }

  @Test("A time that runs back is left out")
  func timeBack() throws {
    let rows = ["0.004", "0.006", "0.001", "0.008"].map { $0 + " 2 100 0.000001 5\n" }
    let recording = try Fixture.recording(Fixture.header + rows.joined())
    #expect(try recording.values(0) == [4, 6, 8])
    #expect(recording.damage.map(\.reason) == ["line 5: time runs backwards"])
  }

  @Test("Carriage returns, tabs and blank lines are white space")
  func whiteSpace() throws {
    let text = "#ReadingsV1\r\ntime\tqueue event\r\n\r\n 0.000\t5 a label \r\n0.001 6\r\n\n"
    let recording = try Fixture.recording(text)
    #expect(try recording.values(1) == [5, 6])
    #expect(try recording.labels() == ["a label"])
    #expect(recording.damage.isEmpty)
  }

  @Test("Finer decimals change the scale, not the values")
  func finerDecimals() throws {
    let text = "#ReadingsV1\ntime event\n0.5\n1.0005\n2.000\n"
    let recording = try Fixture.recording(text)
    #expect(recording.schemas.count == 2)
    #expect(
      try recording.text()
        == "time_seconds,event\n0.500000000,\n1.000500000,\n2.000000000,\n")
  }

  @Test("Metrics may be called what they like")
  func metricNames() throws {
    let text = "#ReadingsV1\ntime rsz resident resident event event\n0.000 1 2 3 4\n"
    let recording = try Fixture.recording(text)
    #expect(recording.schemas[0].flaw == nil)
    #expect(
      try recording.text()
        == "time_seconds,resident_bytes,resident_2,resident_3,event_2,event\n"
        + "0.000000000,1,2,3,4,\n")
  }

  @Test("A label that is not UTF-8 is repaired and reported")
  func brokenLabel() throws {
    let bytes = Array("#ReadingsV1\ntime event\n0.000 a".utf8) + [0xFF] + Array("b\n".utf8)
    let recording = try Fixture.withFile(bytes) { try AncestorText.read(path: $0) }
    #expect(try recording.labels() == ["a\u{FFFD}b"])
    #expect(recording.damage.map(\.reason) == ["line 3: the label is not UTF-8"])
    #expect(recording.damage.allSatisfy { $0.rows == nil })
  }

  @Test("Neighbouring lines with the same fault are one entry")
  func neighbours() throws {
    let text = Fixture.header + String(repeating: "1 2\n", count: 1000) + Self.good
    let recording = try Fixture.recording(text)
    #expect(
      recording.damage.map(\.reason)
        == ["lines 3 to 1002: 2 values where the header names 5"])
    #expect(recording.damage.first?.rows == 0..<1000)
    #expect(recording.damage.first?.byteCount == 4000)
    #expect(recording.damage.first?.seconds == 0...0)
  }

  @Test("A line longer than memory should hold is passed over", arguments: [9, 40])
  func longLine(mebibytes: Int) throws {
    let long = String(repeating: "x", count: mebibytes << 20)
    let recording = try Fixture.recording(
      Fixture.header + Self.good + long + "\n" + "0.002 2 100 0.000002 7\n")
    #expect(try recording.values(4) == [5, 7])
    #expect(recording.damage.map(\.reason) == ["line 4: longer than 8 MiB"])
    #expect(recording.damage.first?.byteCount == UInt64(mebibytes << 20) + 1)
  }

  @Test("A label may be long, across the chunks in which the file is read")
  func longLabel() throws {
    let long = String(repeating: "label_", count: 200_000)
    let recording = try Fixture.recording(
      Fixture.header + "0.000 2 100 0.000001 5 \(long)\n" + "0.001 2 100 0.000001 6\n")
    #expect(try recording.labels() == [long])
    #expect(try recording.values(4) == [5, 6])
  }
}
