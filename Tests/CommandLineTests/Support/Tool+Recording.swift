import ReadingsFormat

extension Tool {
  /// The heartbeats of the recording that `record` makes, in nanoseconds.
  static let heartbeat: UInt64 = 1_000_000

  /// Records `rows` beats into a file of the directory, every hundredth of them an event, in blocks
  /// of 100.
  ///
  /// - Parameter closing: Whether the recorder closes the file, or leaves it as a kill would.
  func record(_ name: String, rows: Int, closing: Bool = true) throws {
    try record(name, rows: 0..<rows, closing: closing) { _ in }
  }

  /// Records finished files of 100 rows each, and the current one `run.rdg`.
  func recordSeries(files: Int, id: RecordingID = RecordingID(bits: 0xAB)) throws {
    for number in 1...files {
      let name = number < files ? "run.00000\(number).rdg" : "run.rdg"
      try record(name, rows: (number - 1) * 100..<number * 100) { header in
        header.recordingID = id
        header.fileNumber = UInt32(number)
        header.firstRow = UInt64(number - 1) * 100
      }
    }
  }

  private func record(
    _ name: String, rows: Range<Int>, closing: Bool = true,
    complete: (inout LogHeader) -> Void
  ) throws {
    let schema = Schema(columns: [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time),
      Column("resident", unit: .bytes, meaning: .residentMemory),
      Column(
        "user_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .userCPU),
      Column("load", type: .float64),
    ])
    var header = LogHeader(format: "1.0")
    header.processName = "worker\u{1B}[31m"
    header.processID = 4711
    header.coreCount = 2
    header.heartbeatNanoseconds = Self.heartbeat
    header.wallClockNanoseconds = 1_000_000_000_123_456_789
    complete(&header)
    var options = LogWriter.Options()
    options.rowsPerBlock = 100
    var writer = try LogWriter(path: path(name), header: header, schema: schema, options: options)
    for row in rows {
      let values: [UInt64] = [
        UInt64(row) * 10_000, 4096 * UInt64(row % 77), UInt64(row) * 123,
        (Double(row % 10) / 10).bitPattern,
      ]
      let label = row % 100 == 0 ? Array("event \(row)".utf8) : nil
      try values.withUnsafeBufferPointer { words in
        if let label {
          try label.withUnsafeBytes { try writer.append(words, label: $0) }
        } else {
          try writer.append(words)
        }
      }
    }
    if closing { try writer.close() }
  }

  /// The CSV that such a recording is converted to, line by line, without the headings.
  static func lines(rows: Range<Int>) -> [String] {
    rows.map { row in
      let digits = String(row * 123)
      let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
      let milliseconds = String(row % 1000)
      let fraction = String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
      return "\(row / 1000).\(fraction)000000,\(4096 * (row % 77)),"
        + "\(padded.dropLast(6)).\(padded.suffix(6)),\(Double(row % 10) / 10),"
        + (row % 100 == 0 ? "event \(row)" : "")
    }
  }
}
