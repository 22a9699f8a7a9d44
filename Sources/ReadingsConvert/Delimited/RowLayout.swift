import ReadingsFormat

/// Which cells a line of text has, and where each schema's rows get them from.
struct RowLayout {
  /// The headings, the event's last.
  private(set) var headings: [String]
  /// For each schema, one entry a cell but the event's: the column that fills it, or −1.
  private(set) var sources: [[Int]]

  /// The bytes of the longest line without its label.
  var largestRow: Int { headings.count * CellTile.slotSize }

  /// Lays out the union of all schemas' columns, in order of first appearance.
  ///
  /// Columns of two schemas share a cell if they have the same name and unit.
  init(_ schemas: [Schema]) {
    struct Key: Hashable {
      var name: String
      var unit: MetricUnit
    }
    var cells: [Key: Int] = [:]
    var columns: [Column] = []
    sources = []
    for schema in schemas {
      var filled = [Int](repeating: -1, count: columns.count)
      for (position, column) in schema.columns.enumerated() {
        // Every time is a time, whatever it is called.
        let key =
          position == 0 ? Key(name: "", unit: .none) : Key(name: column.name, unit: column.unit)
        if let cell = cells[key] {
          filled[cell] = position
        } else {
          cells[key] = columns.count
          columns.append(column)
          filled.append(position)
        }
      }
      sources.append(filled)
    }
    for index in sources.indices {
      sources[index] += repeatElement(-1, count: columns.count - sources[index].count)
    }
    headings = Self.headings(of: columns)
  }

  /// One heading a column, all different, and the event's.
  private static func headings(of columns: [Column]) -> [String] {
    let event = "event"
    var taken: Set<String> = [event]
    var headings: [String] = []
    for column in columns {
      let plain = heading(of: column)
      var heading = plain
      var number = 2
      while !taken.insert(heading).inserted {
        heading = "\(plain)_\(number)"
        number += 1
      }
      headings.append(heading)
    }
    return headings + [event]
  }

  /// The column's name and unit, unless the name says the unit already.
  static func heading(of column: Column) -> String {
    let unit = String(column.unit.name.map { $0.isWhitespace ? "_" : $0 })
    if unit.isEmpty || column.name == unit || column.name.hasSuffix("_" + unit) {
      return column.name
    }
    return column.name + "_" + unit
  }
}
