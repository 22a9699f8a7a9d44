import ReadingsConvert
import ReadingsFormat
import Testing

@Suite("CSV and TSV")
struct DelimitedTextTests {
  static let time = Column(
    "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time)

  /// Two schemas, doubles, awkward labels.
  static func recording() -> MemoryRecording {
    let first = Schema(columns: [
      time, Column("resident", unit: .bytes),
      Column("block_reads", unit: .bytes, scale: Scale(multiplier: 512)),
      Column("load", type: .float64),
    ])
    let second = Schema(
      columns: [time, Column("load", type: .float64), Column("queue,depth", type: .uint64)])
    let recording = MemoryRecording(header: LogHeader(format: "test"), schema: first)
    recording.append([0, 4096, 3, (0.1).bitPattern], label: "start, \"quoted\"")
    recording.append([12_345_678, 4096, 4, Double.nan.bitPattern])
    recording.append([12_345_679, 4097, 4, (-Double.infinity).bitPattern], label: "")
    recording.change(to: second)
    recording.append([20_000_000, (1e300).bitPattern, .max], label: "a\tb\nc\r\\d")
    recording.append([30_000_000, (-0.0).bitPattern, 0], label: "ünï=1")
    return recording
  }

  @Test("CSV")
  func csv() throws {
    #expect(
      try Self.recording().text() == """
        time_seconds,resident_bytes,block_reads_bytes,load,"queue,depth",event
        0.000000000,4096,1536,0.1,,"start, ""quoted""\"
        1.234567800,4096,2048,nan,,
        1.234567900,4097,2048,-inf,,""
        2.000000000,,,1e+300,18446744073709551615,"a\tb
        c\r\\d"
        3.000000000,,,-0.0,0,ünï=1

        """)
  }

  @Test("TSV")
  func tsv() throws {
    #expect(
      try Self.recording().text(.tabSeparated) == """
        time_seconds\tresident_bytes\tblock_reads_bytes\tload\tqueue,depth\tevent
        0.000000000\t4096\t1536\t0.1\t\tstart, "quoted"
        1.234567800\t4096\t2048\tnan\t\t
        1.234567900\t4097\t2048\t-inf\t\t
        2.000000000\t\t\t1e+300\t18446744073709551615\ta\\tb\\nc\\r\\\\d
        3.000000000\t\t\t-0.0\t0\tünï=1

        """)
  }

  @Test(
    "Both ends of a range are included, to the tick",
    arguments: [
      (1.2345678...1.2345679, 2), (1.23456781...1.2345679, 1), (1.2345678...1.23456789, 1),
      (0...0, 1), (0...1000, 5), (1.3...1.9, 0), (3...3, 1), (3.1...9, 0), (0...1e300, 5),
    ] as [(ClosedRange<Double>, Int)])
  func range(seconds: ClosedRange<Double>, rows: Int) throws {
    let text = try Self.recording().text(.tabSeparated, seconds: seconds)
    #expect(text.split(separator: "\n").count == rows + 1)
  }

  @Test("A part is the same lines as in the whole, wherever blocks and tiles end")
  func parts() throws {
    let recording = MemoryRecording(
      header: LogHeader(format: "test"), schema: Schema(columns: [Self.time]), rowsPerBlock: 100)
    for row in 0..<1000 {
      recording.append([UInt64(row) * 10_000], label: row % 7 == 0 ? "e\(row)" : nil)
    }
    let all = try recording.text().split(separator: "\n").dropFirst()
    for (start, end) in [(0, 999), (1, 31), (31, 33), (99, 100), (150, 850), (998, 999)] {
      let range = Double(start) / 1000...Double(end) / 1000
      let lines = try recording.text(seconds: range).split(separator: "\n").dropFirst()
      #expect(Array(lines) == Array(all.dropFirst(start).prefix(end - start + 1)))
    }
  }

  @Test("Headings name the unit once and are all different")
  func headings() throws {
    let schema = Schema(columns: [
      Self.time, Column("heap_bytes", unit: .bytes), Column("bytes", unit: .bytes),
      Column("kilobytes", unit: .bytes), Column("event"), Column("heap", unit: .bytes),
      Column("rate", unit: "requests per second"),
    ])
    let recording = MemoryRecording(header: LogHeader(format: "test"), schema: schema)
    #expect(
      try recording.text()
        == "time_seconds,heap_bytes,bytes,kilobytes_bytes,event_2,heap_bytes_2,"
        + "rate_requests_per_second,event\n")
  }

  @Test("A column that comes back with another unit gets another cell")
  func changedUnit() throws {
    let recording = MemoryRecording(
      header: LogHeader(format: "test"),
      schema: Schema(columns: [Self.time, Column("size", unit: .bytes)]))
    recording.append([0, 1])
    recording.change(to: Schema(columns: [Self.time, Column("size")]))
    recording.append([0, 2])
    recording.change(
      to: Schema(
        columns: [Self.time, Column("size", unit: .bytes, scale: Scale(exponent: 3))]))
    recording.append([0, 3])
    #expect(
      try recording.text() == """
        time_seconds,size_bytes,size,event
        0.000000000,1,,
        0.000000000,,2,
        0.000000000,3000,,

        """)
  }

  @Test("A label larger than any buffer is written whole")
  func longLabel() throws {
    let recording = MemoryRecording(
      header: LogHeader(format: "test"), schema: Schema(columns: [Self.time]))
    let label = String(repeating: "x\"", count: 300_000)
    recording.append([0], label: label)
    let sink = Collector()
    try DelimitedText(.commaSeparated).write(recording, to: sink)
    let quoted = label.replacing("\"", with: "\"\"")
    #expect(sink.text == "time_seconds,event\n0.000000000,\"\(quoted)\"\n")
    #expect(sink.largestWrite <= 256 << 10)
  }

  @Test("What the sink throws comes through")
  func failingSink() throws {
    final class Full: OutputSink {
      func write(_ bytes: UnsafeRawBufferPointer) throws(ReadingsError) {
        throw ReadingsError(.inputOutput, "full", errno: .noSpace)
      }
    }
    #expect(throws: ReadingsError(.inputOutput, "full", errno: .noSpace)) {
      try DelimitedText(.commaSeparated).write(Self.recording(), to: Full())
    }
  }
}
