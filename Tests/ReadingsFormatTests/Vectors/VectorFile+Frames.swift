import RecordingView

@testable import ReadingsFormat

/// Frames, each as Spec/format.md describes it.
extension VectorFile {
  /// A tagged field of a header.
  struct Field {
    var tag: UInt16
    var value: [UInt8]

    init(_ tag: UInt16, _ value: [UInt8]) {
      self.tag = tag
      self.value = value
    }

    init(_ tag: UInt16, _ value: some FixedWidthInteger) {
      var builder = ByteBuilder()
      builder.append(value)
      self.init(tag, builder.bytes)
    }
  }

  /// Process, host, heartbeat and clocks.
  static let usualFields = [
    Field(1, UInt32(42)), Field(2, Array("vector".utf8)), Field(3, Array("host".utf8)),
    Field(7, UInt64(1_000_000)), Field(8, Int64(1_700_000_000_000_000_000)),
    Field(9, UInt64(5_000_000_000)),
  ]

  static var usualHeader: LogHeader {
    var header = LogHeader(format: "rdg 1.0")
    header.processID = 42
    header.processName = "vector"
    header.hostName = "host"
    header.heartbeatNanoseconds = 1_000_000
    header.wallClockNanoseconds = 1_700_000_000_000_000_000
    header.monotonicNanoseconds = 5_000_000_000
    return header
  }

  /// A header; what it means is given with it, as the fields may be anything.
  mutating func header(
    _ meaning: LogHeader? = usualHeader, fields: [Field] = usualFields,
    version: (major: UInt16, minor: UInt16) = (1, 0), incompatible: UInt32 = 0,
    compatible: UInt32 = 0, end: [UInt8] = [0, 0, 0, 0]
  ) {
    var payload = ByteBuilder()
    payload.append("READINGS")
    payload.append(version.major)
    payload.append(version.minor)
    payload.append(incompatible)
    payload.append(compatible)
    for field in fields {
      payload.append(field.tag)
      payload.append(UInt16(field.value.count))
      payload.append(field.value)
    }
    payload.append(end)
    append("header", ByteBuilder.sealed(0x184D_2A50, payload.bytes))
    header = meaning
    nextRow = meaning?.firstRow ?? 0
  }

  /// A schema frame's payload, not padded.
  static func schemaPayload(_ schema: Schema) -> [UInt8] {
    var payload = ByteBuilder()
    payload.append(schema.id)
    payload.append(UInt32(schema.columns.count))
    for column in schema.columns {
      payload.append(column.kind.rawValue)
      payload.append(column.type.rawValue)
      payload.append(column.meaning.rawValue)
      payload.append(column.scale.multiplier)
      payload.append(column.scale.exponent)
      payload.append(UInt8(column.unit.name.utf8.count))
      payload.append(UInt16(column.name.utf8.count))
      payload.append(column.unit.name)
      payload.append(column.name)
    }
    return payload.bytes
  }

  static func schemaFrame(_ schema: Schema) -> [UInt8] {
    ByteBuilder.sealed(0x184D_2A51, schemaPayload(schema))
  }

  /// A schema, for the blocks from here on.
  mutating func schema(_ schema: Schema) {
    append("schema \(schema.id)", Self.schemaFrame(schema))
    declare(schema)
  }

  /// Takes a schema for the blocks from here on, whether it is in the file or not.
  mutating func declare(_ schema: Schema) {
    self.schema = schema
    if !schemas.contains(schema) { schemas.append(schema) }
  }

  /// A block of these columns.
  mutating func block(_ recipe: BlockRecipe) {
    let firstRow = recipe.firstRow ?? nextRow
    let schema = recipe.schema ?? schema
    let (block, column) = recipe.frames(schema: schema, firstRow: firstRow)
    let start = bytes.count
    let rows = "rows \(firstRow)–\(firstRow + UInt64(recipe.rowCount) - 1)"
    runs.append(
      RecordingView.Run(
        firstRow: firstRow, schema: schemas.firstIndex(of: schema) ?? 0, events: recipe.events,
        columns: recipe.columns.map(\.values),
        ranges: zip(recipe.columns, schema.columns).map {
          BlockRecipe.range(of: $0.values, as: $1.type)
        }))
    append("block, \(rows)", block, run: runs.count - 1)
    append(
      "columns, \(recipe.isCompressed || recipe.lz4Block != nil ? "compressed" : "stored")", column,
      run: runs.count - 1)
    let times = recipe.columns[0].values
    entries.append(
      IndexFrame.Entry(
        byteOffset: UInt64(start), byteCount: UInt64(bytes.count - start), firstRow: firstRow,
        rowCount: recipe.rowCount, eventCount: recipe.events.count,
        firstTime: Int64(bitPattern: times[0]), lastTime: Int64(bitPattern: times.last!)))
    nextRow = firstRow + UInt64(recipe.rowCount)
  }

  /// An index of these blocks and schemas; otherwise of what is there.
  mutating func index(
    entries claimed: [IndexFrame.Entry]? = nil, schemas copies: [Schema]? = nil,
    varintBytes: Int = 1
  ) {
    append("index", Self.index(claimed ?? entries, copies ?? schemas, varintBytes: varintBytes))
    ending = .closed
  }

  static func index(
    _ entries: [IndexFrame.Entry], _ schemas: [Schema], varintBytes: Int = 1
  ) -> [UInt8] {
    var payload = ByteBuilder()
    func append(_ value: UInt64) { payload.append(varint: value, bytes: varintBytes) }
    func append(_ value: Int64) { append(ByteBuilder.zigzag(value)) }
    append(UInt64(schemas.count))
    for schema in schemas {
      let copy = schemaFrame(schema).dropFirst(8).dropLast(4)
      append(UInt64(copy.count))
      payload.append(Array(copy))
    }
    append(UInt64(entries.count))
    var (end, row, time): (UInt64, UInt64, Int64) = (0, 0, 0)
    for entry in entries {
      append(entry.byteOffset - end)
      append(entry.byteCount)
      append(entry.firstRow - row)
      append(UInt64(entry.rowCount))
      append(UInt64(entry.eventCount))
      append(entry.firstTime &- time)
      append(entry.lastTime &- entry.firstTime)
      end = entry.byteOffset + entry.byteCount
      row = entry.firstRow + UInt64(entry.rowCount)
      time = entry.lastTime
    }
    payload.append(zeros: -payload.count & 7)
    // Head and footer, which are 16 bytes, and the rest.
    payload.append(UInt32(payload.count + 16))
    payload.appendChecksum()
    return ByteBuilder.frame(0x184D_2A54, payload.bytes)
  }

  /// A slack frame with so many bytes of some value as its payload.
  mutating func slack(_ count: Int, filledWith byte: UInt8 = 0xA5) {
    let payload = [UInt8](repeating: byte, count: count)
    append("slack of \(count)", ByteBuilder.frame(0x184D_2A55, payload))
  }

  /// A skippable frame that version 1.0 does not define.
  mutating func undefined(_ number: UInt32, _ payload: [UInt8]) {
    append(
      "undefined frame 5\(String(number, radix: 16))",
      ByteBuilder.frame(0x184D_2A50 + number, payload))
  }
}
