import Foundation
import ReadingsFormat

/// Rows of a real program, or generated ones.
struct Trace {
  let schema: Schema
  /// Values row after row, in the units of the schema.
  let rows: [[UInt64]]

  /// The same rows with the clock in another unit.
  ///
  /// - Parameter nanoseconds: The unit, a power of ten.
  func clocked(nanoseconds: UInt64) -> Trace {
    var schema = schema
    schema.columns[0].scale.exponent = nanoseconds == 1 ? -9 : -7
    return Trace(
      schema: schema,
      rows: rows.map { row in
        var row = row
        row[0] /= nanoseconds
        return row
      })
  }

  /// The traces in a folder, with CPU time in µs as the kernel gives it.
  static func load(folder: String) throws -> [Trace] {
    let folder = URL(fileURLWithPath: folder)
    let manifest = folder.appendingPathComponent("manifest.json")
    guard let data = try? Data(contentsOf: manifest) else {
      print("traces generated")
      return [generated(rows: 100_000)]
    }
    return try JSONDecoder().decode([Entry].self, from: data).map { entry in
      let words = try expand(
        manifest.deletingLastPathComponent().appendingPathComponent(entry.file))
      let width = entry.columns.count
      let rows = (0..<entry.rows).map { row in
        (0..<width).map { column in
          let value = words[row * width + column]
          return entry.columns[column].isCPUTime ? value / 1000 : value
        }
      }
      return Trace(schema: Schema(columns: entry.columns.map(\.column)), rows: rows)
    }
  }

  private struct Entry: Decodable {
    struct Field: Decodable {
      let name: String
      let type: String

      var isCPUTime: Bool { name == "utime_ns" || name == "stime_ns" }

      var column: Column {
        if name == "time_ns" {
          return Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -9))
        }
        return Column(
          name, type: type == "f64" ? .float64 : .int64, scale: isCPUTime ? .millionths : .one)
      }
    }

    let file: String
    let rows: Int
    let columns: [Field]
  }

  private static func expand(_ file: URL) throws -> [UInt64] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xz", "-dc", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
    }
  }

  private static func generated(rows count: Int) -> Trace {
    var generator = SystemRandomNumberGenerator()
    var cpu: UInt64 = 0
    var resident: UInt64 = 1 << 24
    let rows = (0..<count).map { row -> [UInt64] in
      cpu += row % 40 == 0 ? 4000 : UInt64.random(in: 5...9, using: &generator)
      if Int.random(in: 0..<50, using: &generator) == 0 { resident += 4096 }
      let jitter = UInt64.random(in: 30_000...60_000, using: &generator)
      return [UInt64(row) * 1_000_000 + jitter, resident, cpu, UInt64(row / 7)]
    }
    let columns = [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -9)),
      Column("resident", unit: .bytes), Column("cpu", kind: .counter), Column("progress"),
    ]
    return Trace(schema: Schema(columns: columns), rows: rows)
  }
}
