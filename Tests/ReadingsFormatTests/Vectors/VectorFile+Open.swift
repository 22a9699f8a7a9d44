import RecordingView

@testable import ReadingsFormat

/// An open frame to be written. Spec/format.md, section 8.
struct OpenRecipe {
  /// A row: its values, and a label if it is an event.
  struct Row {
    var values: [UInt64]
    var label: [UInt8]?

    init(_ values: [Int64], _ label: String? = nil) {
      self.values = values.map { UInt64(bitPattern: $0) }
      self.label = label.map { Array($0.utf8) }
    }
  }

  /// The rows that are there.
  var rows: [Row] = []
  /// How many of them are committed; all if nothing is said.
  var count: Int?
  var capacity = 6
  var labelBytes = 64
  /// What is in the reserve; it is filled up with zeros to the size.
  var reserve: [UInt8] = []
  var reserveSize = 256
  var hasCopy = true
  var firstRow: UInt64?
  /// Replaces a row's place of its label.
  var references: [Int: UInt32] = [:]

  init(_ rows: [Row] = []) { self.rows = rows }
}

extension VectorFile {
  /// An open frame that reaches to the end of the file.
  mutating func open(_ recipe: OpenRecipe = OpenRecipe()) {
    let firstRow = recipe.firstRow ?? nextRow
    let copy = recipe.hasCopy ? Self.schemaFrame(schema) : []
    let distance = 64 + recipe.reserveSize + copy.count
    let stride = 8 * schema.columns.count + 8
    let size = distance + recipe.capacity * stride + recipe.labelBytes
    let (rows, labels) = Self.rows(recipe, firstRow: firstRow)
    let count = UInt32(recipe.count ?? recipe.rows.count)
    let control = BlockRecipe.control(
      firstRow: firstRow, schemaID: schema.id, distance: distance,
      capacity: UInt16(recipe.capacity), schemaSize: copy.count)

    var payload = ByteBuilder()
    payload.append(count)
    payload.append(~count)
    payload.append(control + control)
    payload.append(recipe.reserve)
    payload.append(zeros: recipe.reserveSize - recipe.reserve.count)
    payload.append(copy)
    payload.append(rows)
    payload.append(zeros: recipe.capacity * stride - rows.count)
    payload.append(labels)
    payload.append(zeros: recipe.labelBytes - labels.count)
    precondition(payload.count == size - 8)
    append("open frame, \(count) rows", ByteBuilder.frame(0x184D_2A53, payload.bytes))
    ending = .interrupted
    expect(Array(recipe.rows.prefix(Int(count))), firstRow: firstRow)
  }

  /// Rows and labels as they are in the file.
  private static func rows(
    _ recipe: OpenRecipe, firstRow: UInt64
  ) -> (rows: [UInt8], labels: [UInt8]) {
    var rows: [UInt8] = []
    var labels = ByteBuilder()
    for (place, row) in recipe.rows.enumerated() {
      let seed = UInt32(truncatingIfNeeded: firstRow + UInt64(place))
      var builder = ByteBuilder()
      for value in row.values { builder.append(value) }
      let reference = row.label == nil ? 0 : UInt32(labels.count / 8 + 1)
      builder.append(recipe.references[place] ?? reference)
      builder.appendChecksum(seed: seed)
      rows += builder.bytes
      if let label = row.label {
        labels.append(UInt32(label.count))
        labels.append(ByteBuilder.checksum(label, seed: seed))
        labels.append(label)
        labels.append(zeros: -labels.count & 7)
      }
    }
    return (rows, labels.bytes)
  }

  /// Notes that readers must give some open rows.
  mutating func expect(_ rows: [OpenRecipe.Row], firstRow: UInt64) {
    guard !rows.isEmpty else { return }
    let columns = schema.columns.indices.map { column in rows.map { $0.values[column] } }
    runs.append(
      RecordingView.Run(
        firstRow: firstRow, schema: schemas.firstIndex(of: schema) ?? 0,
        events: rows.enumerated().compactMap { place, row in
          row.label.map { Event(row: place, label: String(decoding: $0, as: UTF8.self)) }
        }, columns: columns,
        ranges: zip(columns, schema.columns).map { BlockRecipe.range(of: $0, as: $1.type) }))
  }
}
