@testable import ReadingsFormat

/// The schemas and rows that most vectors have.
extension VectorFile {
  static let time = Column(
    "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time)

  /// Time and a level.
  static let plain = Schema(
    id: 1, columns: [time, Column("level", unit: .bytes, meaning: .residentMemory)])

  /// Another one, with a total more.
  static let wider = Schema(
    id: 2, columns: plain.columns + [Column("total", unit: "pages", kind: .counter)])

  /// Time and a column of each type.
  static let typed = Schema(
    id: 3,
    columns: [
      time, Column("signed"), Column("unsigned", type: .uint64),
      Column("double", unit: .ratio, type: .float64),
    ])

  /// Time and so many integers.
  static func integers(_ count: Int) -> Schema {
    Schema(id: 4, columns: [time] + (1...count).map { Column("column \($0)") })
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
}
