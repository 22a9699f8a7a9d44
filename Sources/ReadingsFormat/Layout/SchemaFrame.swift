/// The schema frame's payload. Spec/format.md, section "Schema frame".
enum SchemaFrame {
  /// An upper bound on the frame's size.
  static func bound(_ schema: Schema) -> Int {
    schema.columns.reduce(32) { $0 + 16 + $1.name.utf8.count + $1.unit.name.utf8.count }
  }

  static func append(_ schema: Schema, to sink: inout ByteSink) {
    SealedFrame.append(.schema, to: &sink) { sink in
      sink.append(schema.id)
      sink.append(UInt32(schema.columns.count))
      for column in schema.columns { append(column, to: &sink) }
    }
  }

  private static func append(_ column: Column, to sink: inout ByteSink) {
    sink.append(column.kind.rawValue)
    sink.append(column.type.rawValue)
    sink.append(column.meaning.rawValue)
    sink.append(column.scale.multiplier)
    sink.append(column.scale.exponent)
    sink.append(UInt8(column.unit.name.utf8.count))
    sink.append(UInt16(column.name.utf8.count))
    sink.append(utf8: column.unit.name)
    sink.append(utf8: column.name)
  }

  /// The schema in a payload without its checksum.
  static func decode(_ body: UnsafeRawBufferPointer) throws(Malformed) -> Schema {
    var cursor = ByteCursor(body)
    let id = try cursor.read(UInt32.self)
    let count = try cursor.read(UInt32.self)
    guard count <= Schema.maximumColumnCount else { throw Malformed("a schema is too long") }
    var columns: [Column] = []
    for _ in 0..<count { columns.append(try decodeColumn(&cursor)) }
    let schema = Schema(id: id, columns: columns)
    guard schema.flaw == nil else { throw Malformed("a schema breaks a rule") }
    return schema
  }

  private static func decodeColumn(_ cursor: inout ByteCursor) throws(Malformed) -> Column {
    guard let kind = Column.Kind(rawValue: try cursor.read()) else {
      throw Malformed("a column has an unknown kind")
    }
    guard let type = Column.ValueType(rawValue: try cursor.read()) else {
      throw Malformed("a column has an unknown type")
    }
    let meaning = Meaning(rawValue: try cursor.read())
    let scale = Scale(multiplier: try cursor.read(), exponent: try cursor.read())
    let unitLength = Int(try cursor.read(UInt8.self))
    let nameLength = Int(try cursor.read(UInt16.self))
    let unit = try cursor.readText(unitLength)
    let name = try cursor.readText(nameLength)
    return Column(
      name, unit: Unit(unit), kind: kind, type: type, scale: scale, meaning: meaning)
  }
}
