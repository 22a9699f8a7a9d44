extension Schema {
  /// An upper bound on the bytes of the description.
  var descriptionBound: Int { Self.descriptionBound(of: columns) }

  /// Appends the schema's description: the number of columns, and the columns.
  /// Spec/format.md, section "Schema frame".
  func appendDescription(to sink: inout ByteSink) {
    Self.appendDescription(of: columns, to: &sink)
  }

  /// Reads a description; what stands behind it is left.
  init(description cursor: inout ByteCursor) throws(Malformed) {
    let start = cursor.position
    let count = try cursor.read(UInt32.self)
    guard count <= Self.maximumColumnCount else { throw Malformed("a schema is too long") }
    var columns: [Column] = []
    for _ in 0..<count { columns.append(try Column(from: &cursor)) }
    let description = cursor.bytes(from: start)
    // Not of the texts as they were decoded: what is no UTF-8 has become something else.
    self.init(columns: columns, id: XXH32.hash(description))
    guard structureFlaw == nil, Self.allows(descriptionSize: description.count) else {
      throw Malformed("a schema breaks a rule")
    }
  }

  /// The checksum of the description.
  static func id(of columns: [Column]) -> UInt32 {
    var sink = ByteSink(capacity: descriptionBound(of: columns))
    appendDescription(of: columns, to: &sink)
    return XXH32.hash(sink.bytes)
  }

  private static func descriptionBound(of columns: [Column]) -> Int {
    columns.reduce(4) { $0 + 12 + $1.name.utf8.count + $1.unit.name.utf8.count }
  }

  private static func appendDescription(of columns: [Column], to sink: inout ByteSink) {
    sink.append(UInt32(columns.count))
    for column in columns { column.append(to: &sink) }
  }
}

extension Column {
  /// The column with texts that the format can hold.
  var storable: Column {
    guard name.utf8.contains(Text.magicByte) || unit.name.utf8.contains(Text.magicByte) else {
      return self
    }
    var column = self
    column.name = Text.storable(name)
    column.unit = MetricUnit(Text.storable(unit.name))
    return column
  }

  fileprivate func append(to sink: inout ByteSink) {
    sink.append(kind.rawValue)
    sink.append(type.rawValue)
    sink.append(meaning.rawValue)
    sink.append(scale.multiplier)
    sink.append(scale.exponent)
    sink.append(UInt8(truncatingIfNeeded: unit.name.utf8.count))
    sink.append(UInt16(truncatingIfNeeded: name.utf8.count))
    sink.append(utf8: unit.name)
    sink.append(utf8: name)
  }

  fileprivate init(from cursor: inout ByteCursor) throws(Malformed) {
    guard let kind = Kind(rawValue: try cursor.read()) else {
      throw Malformed("a column has an unknown kind")
    }
    guard let type = ValueType(rawValue: try cursor.read()) else {
      throw Malformed("a column has an unknown type")
    }
    let meaning = Meaning(rawValue: try cursor.read())
    let scale = Scale(multiplier: try cursor.read(), exponent: try cursor.read())
    let unitLength = Int(try cursor.read(UInt8.self))
    let nameLength = Int(try cursor.read(UInt16.self))
    guard unitLength <= Schema.maximumUnitSize,
      (1...Schema.maximumNameSize).contains(nameLength)
    else { throw Malformed("a name or a unit is too long") }
    let unit = try cursor.readText(unitLength)
    let name = try cursor.readText(nameLength)
    self.init(
      name, unit: MetricUnit(unit), kind: kind, type: type, scale: scale, meaning: meaning)
  }
}
