import Foundation
import SeededRandom

@testable import ReadingsFormat

/// Rows as a probe would write them, and the files made of them.
struct Sample {
  /// A row and the label of its event.
  struct Row: Equatable {
    var values: [UInt64]
    var label: String?
  }

  static let schema = Schema(
    columns: [
      Column(
        "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time),
      Column("resident", unit: .bytes, meaning: .residentMemory),
      Column(
        "user_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .userCPU),
      Column("load", unit: .ratio, type: .float64),
    ])

  /// Another schema, as after a metric was registered.
  static let widerSchema = Schema(
    columns: schema.columns + [Column("queue", kind: .gauge, type: .int64)])

  static var header: LogHeader {
    var header = LogHeader(format: "rdg 1.0")
    header.processID = 42
    header.processName = "sample"
    header.heartbeatNanoseconds = 1_000_000
    header.coreCount = 2
    return header
  }

  /// `count` rows of `schema` from row `first` on: jitter, rare jumps, an event every 17 rows.
  static func rows(_ count: Int, from first: Int = 0, schema: Schema = schema) -> [Row] {
    var generator = SeededGenerator(UInt64(first) + 7)
    return (first..<first + count).map { index in
      var values: [UInt64] = [
        UInt64(index * 10_000) + UInt64.random(in: 0..<900, using: &generator),
        UInt64(4096 * (1000 + index / 50)),
        UInt64(index * 700 + (index % 40 == 0 ? 4000 : 0)),
        (Double(index % 10) / 10).bitPattern,
      ]
      while values.count < schema.columns.count {
        values.append(UInt64(bitPattern: Int64.random(in: -50...50, using: &generator)))
      }
      return Row(values: values, label: index % 17 == 3 ? "event \(index) ✓" : nil)
    }
  }

  /// A fresh path, in memory where the system has a folder for that: some tests make thousands.
  static func path(_ name: String = "sample") -> String {
    let memory = "/dev/shm"
    let folder =
      FileManager.default.isWritableFile(atPath: memory)
      ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    return folder.appendingPathComponent("readings-\(name)-\(UUID().uuidString).rdg").path
  }

  /// Small blocks, so that a few rows seal, grow and close.
  static var smallOptions: LogWriter.Options {
    var options = LogWriter.Options()
    options.rowsPerBlock = 16
    options.labelCapacity = 256
    options.growth = 4096
    return options
  }

  /// The bytes of a file with these rows.
  static func file(
    _ rows: [Row], options: LogWriter.Options = smallOptions, closing: Bool = true
  ) throws -> [UInt8] {
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(path: path, header: header, schema: schema, options: options)
    for row in rows { try writer.append(row) }
    if closing { try writer.close() }
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Everything that can be read from a file of these bytes.
  static func read(_ bytes: [UInt8]) throws -> (rows: [Int: Row], reader: LogReader) {
    let path = path("copy")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = try LogReader(path: path)
    return (read(reader), reader)
  }

  /// Every row that a reader gives, by its number.
  static func read(_ reader: some Recording) -> [Int: Row] {
    var rows: [Int: Row] = [:]
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      guard (try? reader.decode(index, into: block)) != nil else { continue }
      let first = Int(truncatingIfNeeded: block.firstRow)
      for row in 0..<block.rowCount {
        let values = block.schema.columns.indices.map { block[column: $0, row: row] }
        rows[first &+ row] = Row(values: values, label: nil)
      }
      for event in block.events { rows[first &+ event.row]?.label = event.label }
    }
    return rows
  }
}

extension LogWriter {
  mutating func append(_ row: Sample.Row) throws(Errno) {
    let label = row.label.map { Array($0.utf8) }
    var failure: Errno?
    row.values.withUnsafeBufferPointer { values in
      do throws(Errno) {
        if let label {
          // A typed closure can't rethrow through withUnsafeBytes, hence the detour.
          let copy = OwnedBytes(count: label.count)
          for (index, byte) in label.enumerated() {
            copy.base.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
          }
          try append(values, label: copy.bytes(0..<label.count))
        } else {
          try append(values)
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
