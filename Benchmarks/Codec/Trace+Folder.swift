import Foundation
import ReadingsFormat

extension Trace {
  /// The traces in a folder that has a `manifest.json`, with CPU time in µs as the kernel gives it;
  /// `nil` if there is none.
  static func load(folder: URL) throws -> [Trace]? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("manifest.json")) else {
      return nil
    }
    return try JSONDecoder().decode([Entry].self, from: data).map { entry in
      var words = try expand(folder.appendingPathComponent(entry.file))
      let width = entry.columns.count
      for (column, field) in entry.columns.enumerated() where field.isCPUTime {
        for index in stride(from: column, to: words.count, by: width) { words[index] /= 1000 }
      }
      return Trace(
        name: String(entry.file.prefix { $0 != "." }),
        schema: Schema(columns: entry.columns.map(\.column)),
        words: words)
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
      (0..<bytes.count / 8).map {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
      }
    }
  }
}
