@testable import ReadingsFormat

/// An open frame to be written. Spec/format.md, section 8.
struct OpenRecipe {
  /// A row: its values, and a label if it is an event.
  struct Row {
    var values: [UInt64]
    var label: [UInt8]?
    /// What a reader shows of the label; the label itself if nothing is said.
    var shown: String?
    /// Replaces its number.
    var number: UInt64?
    /// Replaces the number that its label's checksum has.
    var labelNumber: UInt64?
    /// Replaces the length that its label is said to have.
    var labelLength: UInt32?
    /// Replaces the place of its label.
    var reference: UInt32?
    /// Whether its place is left empty.
    var isMissing = false

    init(_ values: [Int64], _ label: String? = nil) {
      self.values = values.map { UInt64(bitPattern: $0) }
      self.label = label.map { Array($0.utf8) }
    }
  }

  /// The rows that are there.
  var rows: [Row] = []
  /// How many of them are committed; all if nothing is said.
  var count: Int?
  var complement: UInt16?
  var capacity = 6
  var labelBytes = 64
  /// What is in the reserve; it is filled up with zeros to the size.
  var reserve: [UInt8] = []
  var reserveSize = 256
  var hasCopy = true
  var firstRow: UInt64?
  /// Replaces the control's distance, in bytes, its capacity and its first row.
  var claimedDistance: Int?
  var claimedCapacity: UInt16?
  var claimedFirstRow: UInt64?
  var claimedSchemaID: UInt32?
  /// Is added to the size in the head.
  var moreSize = 0

  init(_ rows: [Row] = []) { self.rows = rows }
}

extension VectorFile {
  /// An open frame that reaches to the end of the file.
  mutating func open(_ recipe: OpenRecipe = OpenRecipe()) {
    let start = bytes.count
    let firstRow = recipe.firstRow ?? nextRow
    let copy =
      recipe.hasCopy ? Self.schemaFrame(Self.description(of: schema), tag: tag) : []
    let distance = Control.end + recipe.reserveSize + copy.count
    let stride = 8 * schema.columns.count + 8
    let count = recipe.count ?? recipe.rows.count
    let control = Control(
      tag: tag, schemaID: recipe.claimedSchemaID ?? schema.id,
      firstRow: recipe.claimedFirstRow ?? firstRow,
      distance: recipe.claimedDistance ?? distance,
      capacity: recipe.claimedCapacity ?? UInt16(recipe.capacity), copySize: copy.count,
      count: UInt16(count), complement: recipe.complement)
    let size = distance + recipe.capacity * stride + recipe.labelBytes

    var output = ByteBuilder()
    output.append(UInt32(0x184D_2A53))
    output.append(UInt32(size - 8 + recipe.moreSize))
    output.append(control.bytes)
    output.append(recipe.reserve)
    output.append(zeros: recipe.reserveSize - recipe.reserve.count)
    output.append(copy)
    let labels = append(
      recipe.rows, at: start + distance, labelsAt: recipe.capacity * stride, firstRow: firstRow,
      to: &output)
    output.append(zeros: (recipe.capacity - recipe.rows.count) * stride)
    output.append(labels)
    output.append(zeros: recipe.labelBytes - labels.count)
    precondition(output.count == size)
    append("open frame, \(count) rows", .open, output.bytes) {
      let first = control.firstRow
      let isCounted = control.complement == nil
      $0.told = [first..<first + (isCounted ? UInt64(count) : 0)]
      $0.open = Open(
        schemaID: control.schemaID, firstRow: first, rows: start + control.distance,
        capacity: Int(control.capacity), count: isCounted ? count : nil)
    }
    if !copy.isEmpty {
      let end = start + distance
      frames.append(
        Frame(
          name: "copy", range: end - copy.count..<end, kind: .schema, tag: tag, schemas: [schema]))
    }
  }

  /// Rows that stand by themselves, with their labels behind them.
  mutating func rows(_ rows: [OpenRecipe.Row], firstRow: UInt64) {
    var output = ByteBuilder()
    let size = rows.count * (8 * schema.columns.count + 8)
    let labels = append(
      rows, at: bytes.count, labelsAt: size, firstRow: firstRow, to: &output)
    append("\(rows.count) rows", output.bytes + labels)
  }

  /// Appends rows, and notes them; returns their labels.
  private mutating func append(
    _ rows: [OpenRecipe.Row], at offset: Int, labelsAt labelArea: Int, firstRow: UInt64,
    to output: inout ByteBuilder
  ) -> [UInt8] {
    var labels = ByteBuilder()
    let stride = 8 * schema.columns.count + 8
    for (place, row) in rows.enumerated() {
      guard !row.isMissing else {
        output.append(zeros: stride)
        continue
      }
      let number = row.number ?? firstRow + UInt64(place)
      var builder = ByteBuilder()
      for value in row.values { builder.append(value) }
      let reference = row.label == nil ? 0 : UInt32((labelArea + labels.count) / 8)
      builder.append(row.reference ?? reference)
      builder.append(ByteBuilder.proof(builder.bytes, row: number, tag: tag))
      output.append(builder.bytes)
      if let label = row.label {
        labels.append(row.labelLength ?? UInt32(label.count))
        labels.append(
          ByteBuilder.labelChecksum(label, row: row.labelNumber ?? number, tag: tag))
        labels.append(label)
        labels.append(zeros: -labels.count & 7)
      }
      let shown = row.shown ?? row.label.map { String(decoding: $0, as: UTF8.self) }
      self.rows.append(
        Row(
          offset: offset + place * stride, tag: tag, schema: schema, number: number,
          values: row.values, label: shown))
    }
    return labels.bytes
  }
}
