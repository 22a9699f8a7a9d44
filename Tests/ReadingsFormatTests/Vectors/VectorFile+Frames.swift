import RecordingView

@testable import ReadingsFormat

/// Frames, each as Spec/format.md describes it.
extension VectorFile {
  /// A field of a header.
  struct Field {
    var number: UInt16
    var value: [UInt8]

    init(_ number: UInt16, _ value: [UInt8]) {
      self.number = number
      self.value = value
    }

    init(_ number: UInt16, _ value: some FixedWidthInteger) {
      var builder = ByteBuilder()
      builder.append(value)
      self.init(number, builder.bytes)
    }
  }

  /// A header; what it means is given with it, as the fields may be anything. `nil` is one that tells
  /// nothing.
  mutating func header(
    _ meaning: LogHeader? = usualHeader, fields: [Field] = usualFields,
    version: (major: UInt16, minor: UInt16) = (1, 0), incompatible: UInt32 = 0,
    compatible: UInt32 = 0, end: [UInt8] = [0, 0, 0, 0]
  ) {
    var payload = ByteBuilder()
    payload.append(tag)
    payload.append("READINGS")
    payload.append(version.major)
    payload.append(version.minor)
    payload.append(incompatible)
    payload.append(compatible)
    for field in fields {
      payload.append(field.number)
      payload.append(UInt16(field.value.count))
      payload.append(field.value)
    }
    payload.append(end)
    let firstRow = meaning?.firstRow ?? 0
    append("header", .header, ByteBuilder.sealed(0x184D_2A50, payload.bytes, padding: padding)) {
      $0.header = meaning
      if meaning != nil { $0.told = [firstRow..<firstRow] }
    }
    nextRow = firstRow
  }

  /// A schema's description, whose checksum is its id.
  static func description(of schema: Schema) -> [UInt8] { description(of: schema.columns) }

  static func description(of columns: [Column]) -> [UInt8] {
    var output = ByteBuilder()
    output.append(UInt32(columns.count))
    for column in columns {
      output.append(column.kind.rawValue)
      output.append(column.type.rawValue)
      output.append(column.meaning.rawValue)
      output.append(column.scale.multiplier)
      output.append(column.scale.exponent)
      output.append(UInt8(column.unit.name.utf8.count))
      output.append(UInt16(column.name.utf8.count))
      output.append(column.unit.name)
      output.append(column.name)
    }
    return output.bytes
  }

  static func schemaFrame(
    _ description: [UInt8], tag: UInt32, padding: UInt8 = 0
  ) -> [UInt8] {
    var payload = ByteBuilder()
    payload.append(tag)
    payload.append(description)
    return ByteBuilder.sealed(0x184D_2A51, payload.bytes, padding: padding)
  }

  /// A schema, for the blocks from here on.
  mutating func schema(_ schema: Schema, description: [UInt8]? = nil) {
    let frame = Self.schemaFrame(
      description ?? Self.description(of: schema), tag: tag, padding: padding)
    append("schema", .schema, frame) { $0.schemas = [schema] }
    self.schema = schema
  }

  /// A block of these columns.
  mutating func block(_ recipe: BlockRecipe) {
    let firstRow = recipe.firstRow ?? nextRow
    let schema = recipe.schema ?? schema
    var recipe = recipe
    recipe.padding = padding
    let (block, column) = recipe.frames(schema: schema, firstRow: firstRow, tag: tag)
    let start = bytes.count
    func rows(_ claim: BlockRecipe.Claim) -> Range<UInt64> {
      let first = claim.firstRow ?? firstRow
      return first..<first + UInt64(claim.rows ?? recipe.rowCount)
    }
    let (claimed, held) = (rows(recipe.claim), rows(recipe.contentClaim))
    append("block, rows \(claimed.lowerBound)–\(claimed.upperBound - 1)", .block, block) {
      $0.told = [claimed]
      $0.tag = recipe.claim.tag ?? $0.tag
    }
    let isStored = !recipe.isCompressed && recipe.frame.block == nil
    append("columns, \(isStored ? "stored" : "compressed")", .columns, column) {
      $0.told = [held]
      $0.tag = recipe.contentClaim.tag ?? $0.tag
      $0.run = Run(
        firstRow: held.lowerBound, schema: schema, columns: recipe.columns.map(\.values),
        events: recipe.events)
    }
    let times = recipe.columns[0].values
    let rowCount = UInt64(recipe.claim.rows ?? recipe.rowCount)
    entries.append(
      IndexRecipe.Entry(
        offset: UInt64(start), size: UInt64(bytes.count - start), schema: schemaPosition,
        firstRow: firstRow, rows: rowCount, events: UInt64(recipe.events.count),
        firstTime: Int64(bitPattern: times[0]), lastTime: Int64(bitPattern: times.last!)))
    nextRow = firstRow + rowCount
  }

  /// The schemas that an index has: those of the frames so far, each once.
  var indexedSchemas: [Schema] {
    frames.filter { $0.kind == .schema && $0.tag == tag }.flatMap(\.schemas).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  private var schemaPosition: UInt64 {
    UInt64(indexedSchemas.firstIndex(of: schema) ?? 0)
  }

  /// An index of what is there, with changes.
  mutating func index(_ change: (inout IndexRecipe) -> Void = { _ in }) {
    var recipe = IndexRecipe(
      tag: tag, entries: entries, schemas: indexedSchemas, padding: padding)
    change(&recipe)
    append("index", .index, recipe.bytes) {
      $0.schemas = recipe.schemas
      $0.told = recipe.entries.filter { $0.rows > 0 }.map { $0.firstRow..<$0.firstRow + $0.rows }
    }
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
