import ReadingsFormat

/// Small files as `LogWriter` leaves them.
struct SeedFile {
  /// What the columns hold, the time apart.
  var series: [SeedSeries] = [.constant, .wandering, .ratio]
  var rowCount = 20
  var rowsPerBlock = 8
  var isClosed = true
  /// Whether every fifth row is an event.
  var hasEvents = false
  /// Whether the columns change half-way.
  var isChanged = false

  /// The kinds of files that there are.
  static let all: [(name: String, file: SeedFile)] = [
    ("empty", SeedFile(rowCount: 0, isClosed: false)),
    ("empty-closed", SeedFile(rowCount: 0)),
    ("open", SeedFile(isClosed: false)),
    ("open-events", SeedFile(isClosed: false, hasEvents: true)),
    ("closed", SeedFile()),
    ("closed-events", SeedFile(hasEvents: true)),
    ("changed", SeedFile(isChanged: true)),
    ("every-series", SeedFile(series: SeedSeries.allCases, rowsPerBlock: 20)),
  ]

  /// The columns, named after what they hold.
  var schema: Schema {
    let columns = series.map { Column("\($0)", type: $0 == .ratio ? .float64 : .int64) }
    return Schema(columns: [Column("time", kind: .time, meaning: .time)] + columns)
  }

  /// The file's bytes.
  func bytes() throws -> [UInt8] {
    try write()
    return ScratchFile.take()
  }

  private func write() throws {
    var options = LogWriter.Options()
    options.rowsPerBlock = rowsPerBlock
    options.labelCapacity = 64
    options.growth = 1
    var header = LogHeader(format: "rdg")
    header.processName = "seed"
    header.coreCount = 2
    var writer = try LogWriter(
      path: ScratchFile.path, header: header, schema: schema, options: options)
    let values = ([.steady] + series).map { $0.values(rowCount) }
    for row in 0..<rowCount {
      if isChanged, row == rowCount / 2 {
        try writer.change(to: Schema(columns: schema.columns + [Column("new")]))
      }
      let added: [UInt64] = isChanged && row >= rowCount / 2 ? [UInt64(row)] : []
      let label = hasEvents && row % 5 == 1 ? Array("at \(row)".utf8) : nil
      try writer.append(values.map { $0[row] } + added, label: label)
    }
    if isClosed { try writer.close() }
  }
}
