import ReadingsFormat

/// The rows that the fuzzer has had written so far.
struct Script {
  /// A row as it must be read.
  struct Row {
    /// The position of its schema.
    var schema: Int
    /// Where its values start among those of all rows.
    var start: Int
    var label: [UInt8]?
  }

  private(set) var options = LogWriter.Options()
  private(set) var schemas: [Schema]
  private(set) var rows: [Row] = []
  private(set) var values: [UInt64] = []
  /// The values of the row that was appended last, the time as it was asked for.
  private var latest: [UInt64]
  private var lastTime = Int64.min

  /// From this many values on, a script says nothing that a shorter one would not.
  private static let valueLimit = 512

  init(_ decisions: inout Decisions) {
    let rowsPerBlock = decisions.byte()
    options.rowsPerBlock = (Int(rowsPerBlock & 0x3F) + 1) << (rowsPerBlock & 0x80 != 0 ? 3 : 0)
    options.labelCapacity = 64 + Int(decisions.byte()) * 16
    options.growth = 1 + Int(decisions.byte()) * 64
    schemas = [Self.schema(&decisions)]
    latest = [UInt64](repeating: 0, count: schemas[0].columns.count)
  }

  /// The schema of the rows to come.
  var schema: Schema { schemas[schemas.count - 1] }

  /// Whether it is time to come to an end.
  var isLong: Bool { values.count > Self.valueLimit }

  private static let names = (0..<32).map { "m\($0)" }

  private static func schema(_ decisions: inout Decisions) -> Schema {
    var columns = [Column("time", kind: .time, meaning: .time)]
    for index in 0..<Int(decisions.byte() & 0x1F) {
      let type = Column.ValueType.allCases[Int(decisions.byte()) % 3]
      columns.append(Column(names[index], type: type))
    }
    return Schema(columns: columns)
  }

  mutating func change(_ writer: inout LogWriter, _ decisions: inout Decisions) throws {
    let schema = Self.schema(&decisions)
    try writer.change(to: schema)
    schemas.append(schema)
    latest = [UInt64](repeating: 0, count: schema.columns.count)
  }

  /// Appends one row or a run of rows, each column by small steps, by any, or not at all.
  mutating func append(to writer: inout LogWriter, _ decisions: inout Decisions) throws {
    let head = decisions.byte()
    let steps = latest.indices.map { _ in Self.step(&decisions) }
    let label = head & 0x80 != 0 ? Self.label(&decisions) : nil
    for _ in 0...(head & 0x3F) where !isLong {
      for index in latest.indices { latest[index] &+= steps[index] }
      try writer.append(latest, label: label)
      lastTime = max(lastTime, Int64(bitPattern: latest[0]))
      rows.append(Row(schema: schemas.count - 1, start: values.count, label: label))
      values.append(UInt64(bitPattern: lastTime))
      values += latest.dropFirst()
    }
  }

  private static func step(_ decisions: inout Decisions) -> UInt64 {
    let byte = decisions.byte()
    return byte == 0xFF ? decisions.word() : UInt64(bitPattern: Int64(Int8(bitPattern: byte)))
  }

  private static func label(_ decisions: inout Decisions) -> [UInt8] {
    let bytes = decisions.bytes(Int(decisions.byte()))
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
