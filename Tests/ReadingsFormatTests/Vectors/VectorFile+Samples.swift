@testable import ReadingsFormat

/// The headers, schemas and rows that most vectors have.
extension VectorFile {
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

  /// A header with the number of the file's first row.
  static func header(firstRow: UInt64) -> (LogHeader, [Field]) {
    var header = usualHeader
    header.firstRow = firstRow
    return (header, usualFields + [Field(12, firstRow)])
  }

  /// A schema with the id that its description gives.
  static func schema(of columns: [Column]) -> Schema {
    Schema(columns: columns, id: ByteBuilder.checksum(description(of: columns)))
  }

  static let time = Column(
    "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time)

  /// Time and a level.
  static let plain = schema(
    of: [time, Column("level", unit: .bytes, meaning: .residentMemory)])

  /// Another one, with a total more.
  static let wider = schema(
    of: plain.columns + [Column("total", unit: "pages", kind: .counter)])

  /// Time and a column of each type.
  static let typed = schema(
    of: [
      time, Column("signed"), Column("unsigned", type: .uint64),
      Column("double", unit: .ratio, type: .float64),
    ])

  /// Time and so many integers.
  static func integers(_ count: Int) -> Schema {
    schema(of: [time] + (1...count).map { Column("column \($0)") })
  }

  /// The values of a row under `plain`.
  static func row(_ number: Int64) -> [Int64] { [1000 * number + number % 3, 4096 * (number / 3)] }

  /// A block of rows under `plain`.
  static func block(_ rows: Range<Int64>, events: [Event] = []) -> BlockRecipe {
    let values = rows.map(row)
    return BlockRecipe((0..<2).map { column in .plain(values.map { $0[column] }) }, events: events)
  }

  static func openRows(_ rows: Range<Int64>, labels: [Int64: String] = [:]) -> [OpenRecipe.Row] {
    rows.map { OpenRecipe.Row(row($0), labels[$0]) }
  }

  /// Header, schema, and blocks of four rows each.
  mutating func start(blocks: Int64 = 0) {
    header()
    schema(Self.plain)
    for number in 0..<blocks { block(Self.block(4 * number..<4 * number + 4)) }
  }

  /// Another recording, with values of its own.
  static func other(
    blocks: Int64, tag: UInt32 = 0x0DD_0001, closing: Bool = true, from first: Int64 = 0
  ) -> VectorFile {
    var file = VectorFile()
    file.tag = tag
    let (meaning, fields) = header(firstRow: UInt64(first))
    file.header(meaning, fields: fields)
    file.schema(plain)
    for number in 0..<blocks {
      let rows = first + 3 * number..<first + 3 * number + 3
      file.block(BlockRecipe([.plain(rows.map { 7000 * $0 }), .plain(rows.map { 5 * $0 * $0 })]))
    }
    if closing { file.index() }
    return file
  }
}
