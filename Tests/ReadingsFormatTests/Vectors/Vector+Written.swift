import Foundation
import RecordingView

@testable import ReadingsFormat

/// Files as this project's writer left them. They are kept, as another version of it may write
/// other bytes; what is in them is known from the rows that were appended.
extension Vector {
  /// What a writer is told.
  private enum Step {
    case rows([Sample.Row])
    case schema(Schema)
  }

  private static let rowsPerBlock = 16

  static var written: [Vector] {
    get throws {
      let long = Sample.Row(
        values: Sample.rows(1)[0].values, label: String(repeating: "ä", count: 200))
      return [
        try written("written-closed", "A file that the writer closed.", [.rows(Sample.rows(70))]),
        try written(
          "written-killed", "A file of a writer that was killed.", [.rows(Sample.rows(45))],
          closing: false),
        try written("written-empty", "A file of a writer that wrote no row.", []),
        try written(
          "written-schemas", "A file with a schema change.",
          [
            .rows(Sample.rows(20)), .schema(Sample.widerSchema),
            .rows(Sample.rows(17, from: 20, schema: Sample.widerSchema)),
          ]),
        try written(
          "written-long-label", "A label that the writer cut to what its area holds.",
          [.rows([long])],
          closing: false
        ) { $0.runs[0].events[0].label = String(repeating: "ä", count: 124) },
      ]
    }
  }

  private static func written(
    _ name: String, _ shows: String, _ steps: [Step], closing: Bool = true,
    change: (inout RecordingView) -> Void = { _ in }
  ) throws -> Vector {
    var expected = RecordingView(
      header: Sample.header, ending: closing ? .closed : .interrupted, schemas: [Sample.schema],
      runs: runs(of: steps))
    if steps.contains(where: { if case .schema = $0 { true } else { false } }) {
      expected.schemas.append(Sample.widerSchema)
    }
    change(&expected)
    let kept = try VectorFolder.bytes(of: name, in: .good)
    return Vector(
      folder: .good, name: name, shows: shows, bytes: try kept ?? write(steps, closing: closing),
      view: expected, expected: expected.json,
      recipe: ["written by LogWriter of version 1.0, and kept"],
      isKept: true)
  }

  private static func write(_ steps: [Step], closing: Bool) throws -> [UInt8] {
    let path = Sample.path("vector")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    for step in steps {
      switch step {
      case .rows(let rows): for row in rows { try writer.append(row) }
      case .schema(let schema): try writer.change(to: schema)
      }
    }
    if closing { try writer.close() }
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func runs(of steps: [Step]) -> [RecordingView.Run] {
    var runs: [RecordingView.Run] = []
    var schema = Sample.schema
    var next = 0
    for step in steps {
      switch step {
      case .schema(let other): schema = other
      case .rows(let rows):
        for start in stride(from: 0, to: rows.count, by: rowsPerBlock) {
          let part = Array(rows[start..<min(start + rowsPerBlock, rows.count)])
          runs.append(run(part, schema: schema, firstRow: UInt64(next)))
          next += part.count
        }
      }
    }
    return runs
  }

  private static func run(
    _ rows: [Sample.Row], schema: Schema, firstRow: UInt64
  ) -> RecordingView.Run {
    let columns = schema.columns.indices.map { column in rows.map { $0.values[column] } }
    return RecordingView.Run(
      firstRow: firstRow, schema: schema.id == Sample.schema.id ? 0 : 1,
      events: rows.enumerated().compactMap { place, row in
        row.label.map { Event(row: place, label: $0) }
      }, columns: columns,
      ranges: zip(columns, schema.columns).map { BlockRecipe.range(of: $0, as: $1.type) })
  }
}
