import ReadingsFormat

extension RecordingView {
  /// A run of more rows has a checksum of each column in place of it.
  private static let wholeRowCount = 1024

  /// The recording as JSON, a line for each schema, run, loss and part that is damaged.
  public var json: String {
    let tags = JSONValue.list(recordings.map { .text($0.description) })
    var text = "{\n \"tag\": \((tag.map { .text($0.description) } ?? JSONValue.null).line),\n"
    text += " \"recordings\": \(tags.line),\n"
    text += " \"header\": \(Self.value(header).line),\n"
    text += " \"ending\": \"\(ending.rawValue)\",\n"
    text += Self.list("schemas", schemas.map(Self.value)) + ",\n"
    text += Self.list("runs", runs.map(value)) + ",\n"
    text += Self.list("lostRows", losses.map(Self.value)) + ",\n"
    let parts = damage.map {
      JSONValue.object([("offset", .number($0.lowerBound)), ("bytes", .number($0.count))])
    }
    return text + Self.list("damage", parts) + "\n}\n"
  }

  /// What is printed of a file that is refused; `nil` for an error that is not about its content.
  public static func json(refusing error: ReadingsError) -> String? {
    switch error.code {
    case .notARecording: "{\"refused\": \"notARecording\"}\n"
    case .unsupported: "{\"refused\": \"unsupported\"}\n"
    default: nil
    }
  }

  private static func list(_ name: String, _ items: [JSONValue]) -> String {
    guard !items.isEmpty else { return " \"\(name)\": []" }
    return " \"\(name)\": [\n" + items.map { "  \($0.line)" }.joined(separator: ",\n") + "\n ]"
  }

  private static func value(_ header: LogHeader?) -> JSONValue {
    guard let header else { return .null }
    let version = header.format.split(separator: " ").last?.split(separator: ".") ?? []
    var fields: [(String, JSONValue)] = [
      ("majorVersion", .number(String(version.first ?? "0"))),
      ("minorVersion", .number(String(version.last ?? "0"))),
    ]
    func add(_ name: String, _ value: JSONValue?) {
      if let value { fields.append((name, value)) }
    }
    add("processID", header.processID.map { .number($0) })
    add("processName", header.processName.map { .text($0) })
    add("hostName", header.hostName.map { .text($0) })
    add("bootID", header.bootID.map { .text($0) })
    add("coreCount", header.coreCount.map { .number($0) })
    add("pageSize", header.pageSize.map { .number($0) })
    add("heartbeat", header.heartbeatNanoseconds.map { .number($0) })
    add("wallClock", header.wallClockNanoseconds.map { .number($0) })
    add("monotonicClock", header.monotonicNanoseconds.map { .number($0) })
    add("recordingID", header.recordingID.map { .text($0.description) })
    add("fileNumber", header.fileNumber.map { .number($0) })
    add("firstRow", header.firstRow.map { .number($0) })
    return .object(fields)
  }

  private static func value(_ schema: Schema) -> JSONValue {
    let kinds: [Column.Kind: String] = [.time: "time", .counter: "counter", .gauge: "gauge"]
    let types: [Column.ValueType: String] = [.int64: "i64", .uint64: "u64", .float64: "f64"]
    let columns = schema.columns.map { column in
      JSONValue.object([
        ("name", .text(column.name)),
        ("kind", .text(kinds[column.kind]!)),
        ("type", .text(types[column.type]!)),
        ("meaning", .number(column.meaning.rawValue)),
        ("multiplier", .number(column.scale.multiplier)),
        ("exponent", .number(column.scale.exponent)),
        ("unit", .text(column.unit.name)),
      ])
    }
    return .object([("id", .number(schema.id)), ("columns", .list(columns))])
  }

  private func value(_ run: Run) -> JSONValue {
    let types = schemas[run.schema].columns.map(\.type)
    let events = run.events.map { event in
      JSONValue.object([
        ("row", .number(run.firstRow + UInt64(event.row))), ("label", .text(event.label)),
      ])
    }
    let values: (String, JSONValue) =
      run.rowCount > Self.wholeRowCount
      ? ("checksums", .list(run.columns.map { .bits(Self.checksum($0)) }))
      : (
        "columns",
        .list(zip(run.columns, types).map { column, type in .list(column.map(type.value)) })
      )
    return .object([
      ("firstRow", .number(run.firstRow)),
      ("rows", .number(run.rowCount)),
      ("schema", .number(run.schema)),
      ("events", .list(events)),
      ("ranges", .list(zip(run.ranges, types).map { $1.value($0) })),
      values,
    ])
  }

  private static func value(_ loss: Loss) -> JSONValue {
    .object([
      ("firstRow", .number(loss.rows.lowerBound)),
      ("rows", .number(loss.rows.upperBound - loss.rows.lowerBound)),
      ("after", .number(loss.after)),
      ("before", .number(loss.before)),
    ])
  }

  /// A polynomial of the values, modulo 2⁶⁴: quick to make in any language.
  private static func checksum(_ column: [UInt64]) -> UInt64 {
    column.reduce(0) { $0 &* 0x9E37_79B9_7F4A_7C15 &+ $1 }
  }
}

extension Column.ValueType {
  /// Stored bits as JSON: integers as themselves, doubles as the digits of their bits.
  fileprivate func value(_ bits: UInt64) -> JSONValue {
    switch self {
    case .int64: .number(Int64(bitPattern: bits))
    case .uint64: .number(bits)
    case .float64: .bits(bits)
    }
  }

  /// First, last, smallest and largest; of what the format leaves open one choice is shown.
  fileprivate func value(_ range: ColumnExtent) -> JSONValue {
    let plain: (UInt64) -> UInt64 = { bits in
      let double = Double(bitPattern: bits)
      guard self == .float64 else { return bits }
      return double.isNaN ? 0x7FF8_0000_0000_0000 : double == 0 ? 0 : bits
    }
    return .list(
      [range.first, range.last, plain(range.minimum), plain(range.maximum)].map { value($0) })
  }
}
