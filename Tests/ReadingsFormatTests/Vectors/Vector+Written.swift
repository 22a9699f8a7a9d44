import Foundation
import RecordingView

@testable import ReadingsFormat

/// Files as this project's writer left them. They are kept, as another version of it may write
/// other bytes; what is in them is known from the rows that were appended.
extension Vector {
  /// What a writer is told.
  private enum Step {
    case rows(Range<Int64>, label: String? = nil)
    case schema(Schema)
  }

  private static let rowsPerBlock = 16

  static var written: [Vector] {
    get throws {
      let long = String(repeating: "ä", count: 200)
      return [
        try written("written-closed", "A file that the writer closed.", [.rows(0..<70)]),
        try written(
          "written-killed", "A file of a writer that was killed.", [.rows(0..<45)], closing: false),
        try written("written-empty", "A file of a writer that wrote no row.", []),
        try written(
          "written-schemas", "A file with a schema change.",
          [.rows(0..<20), .schema(VectorFile.wider), .rows(20..<37)]),
        try written(
          "written-long-label", "A label that the writer cut to what its area holds.",
          [.rows(0..<1, label: long)], closing: false
        ) { $0.runs[0].events[0].label = String(repeating: "ä", count: 124) },
        try written(
          "written-later", "A later file of a recording: its rows have numbers around 2³².",
          [.rows(0..<21)], closing: false, firstRow: 1 << 32 - 18),
      ]
    }
  }

  /// The rows of a step: values, and now and then a label.
  private static func rows(_ numbers: Range<Int64>, _ label: String?, _ schema: Schema) -> [Sample
    .Row]
  {
    numbers.map { number in
      let values = VectorFile.row(number) + (schema.columns.count > 2 ? [number * number] : [])
      return Sample.Row(
        values: values.map { UInt64(bitPattern: $0) },
        label: label ?? (number % 17 == 3 ? "event \(number) ✓" : nil))
    }
  }

  private static func written(
    _ name: String, _ shows: String, _ steps: [Step], closing: Bool = true, firstRow: UInt64 = 0,
    change: (inout RecordingView) -> Void = { _ in }
  ) throws -> Vector {
    var header = VectorFile.usualHeader
    header.tag = RecordingTag(number: 0x7A67_0001)
    if firstRow > 0 { header.firstRow = firstRow }
    var expected = RecordingView(
      tag: header.tag, recordings: [header.tag!], header: header,
      ending: closing ? .closed : .interrupted, schemas: schemas(of: steps),
      runs: runs(of: steps, firstRow: firstRow))
    change(&expected)
    let kept = try VectorFolder.bytes(of: name, in: .good)
    return Vector(
      folder: .good, name: name, shows: shows,
      bytes: try kept ?? write(steps, header: header, closing: closing),
      view: expected, expected: expected.json,
      recipe: ["written by LogWriter of version 1.0, and kept"],
      isKept: true)
  }

  private static func schemas(of steps: [Step]) -> [Schema] {
    steps.reduce(into: [VectorFile.plain]) {
      if case .schema(let schema) = $1 { $0.append(schema) }
    }
  }

  private static func write(
    _ steps: [Step], header: LogHeader, closing: Bool
  ) throws -> [UInt8] {
    let path = Sample.path("vector")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var schema = VectorFile.plain
    var options = LogWriter.Options()
    options.rowsPerBlock = rowsPerBlock
    options.labelCapacity = 256
    options.growth = 4096
    var writer = try LogWriter(path: path, header: header, schema: schema, options: options)
    for step in steps {
      switch step {
      case .rows(let numbers, let label):
        for row in rows(numbers, label, schema) { try writer.append(row) }
      case .schema(let other):
        schema = other
        try writer.change(to: schema)
      }
    }
    if closing { try writer.close() }
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func runs(of steps: [Step], firstRow: UInt64) -> [RecordingView.Run] {
    var runs: [RecordingView.Run] = []
    var schema = VectorFile.plain
    var position = 0
    var next = firstRow
    for step in steps {
      switch step {
      case .schema(let other): (schema, position) = (other, position + 1)
      case .rows(let numbers, let label):
        let rows = rows(numbers, label, schema)
        for start in stride(from: 0, to: rows.count, by: rowsPerBlock) {
          let part = Array(rows[start..<min(start + rowsPerBlock, rows.count)])
          runs.append(run(part, schema: schema, position: position, firstRow: next))
          next += UInt64(part.count)
        }
      }
    }
    return runs
  }

  private static func run(
    _ rows: [Sample.Row], schema: Schema, position: Int, firstRow: UInt64
  ) -> RecordingView.Run {
    let columns = schema.columns.indices.map { column in rows.map { $0.values[column] } }
    return RecordingView.Run(
      firstRow: firstRow, schema: position,
      events: rows.enumerated().compactMap { place, row in
        row.label.map { Event(row: place, label: $0) }
      }, columns: columns,
      ranges: zip(columns, schema.columns).map { BlockRecipe.range(of: $0, as: $1.type) })
  }
}
