import ReadingsFormat

extension BlockTrial {
  /// Blocks of each series alone and of all together, short and longer, with events and without.
  static func seeds() throws -> [Trial.Seed] {
    var seeds: [Trial.Seed] = []
    for series in SeedSeries.allCases {
      seeds.append(try seed("\(series)", [series], rows: 20))
      seeds.append(try seed("\(series)-long", [series], rows: 200))
    }
    seeds.append(try seed("all", SeedSeries.allCases, rows: 40))
    seeds.append(try seed("events", [.constant], rows: 12, events: true))
    seeds.append(try seed("one-row", [.noise], rows: 1))
    return seeds
  }

  /// The content of a block that the library writes.
  private static func seed(
    _ name: String, _ series: [SeedSeries], rows: Int, events: Bool = false
  ) throws -> Trial.Seed {
    let shape = Shape(columnCount: series.count + 1, rowCount: rows)
    let file = SeedFile(
      series: series, rowCount: rows, rowsPerBlock: rows,
      hasEvents: events)
    let reader = try LogReader(bytes: file.bytes(), name: name)
    let block = ColumnBlock()
    try reader.decode(0, into: block)
    let content = BlockImage(block, as: shape.schema).encoded().columns.content
    guard content.starts(with: shape.identity) else {
      throw BrokenPromise("a content says something else of itself")
    }
    return Trial.Seed(name, shape.bytes + content.dropFirst(shape.identity.count))
  }
}
