import Foundation

@testable import ReadingsFormat

/// The recording that the specification shows byte by byte.
///
/// Its values are chosen so that no four bytes of a block's content occur twice: LZ4 then finds
/// nothing to shorten, whichever version it is, and the block is stored.
enum TinyRecording {
  static let schema = Schema(
    columns: [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time),
      Column("resident", unit: .bytes, meaning: .residentMemory),
      Column("load", unit: .ratio, type: .float64),
    ])

  static var header: LogHeader {
    var header = LogHeader(format: "rdg 1.0")
    header.tag = RecordingTag(number: 0x3B9A_6C51)
    header.processID = 42
    header.processName = "tiny"
    header.hostName = "host"
    header.bootID = "boot"
    header.coreCount = 2
    header.pageSize = 4096
    header.heartbeatNanoseconds = 1_000_000
    header.wallClockNanoseconds = 1_700_000_000_000_000_000
    header.monotonicNanoseconds = 5_000_000_000
    return header
  }

  static let rows: [Sample.Row] = [
    row(0, 4096, 0.3141592653589793), row(10_003, 4096, 0.2718281828459045),
    row(20_001, 8192, 0.5772156649015329, "go"), row(30_002, 8192, 0.6931471805599453),
    row(40_007, 20_480, 0.1618033988749895),
  ]

  private static func row(
    _ time: UInt64, _ resident: UInt64, _ load: Double, _ label: String? = nil
  ) -> Sample.Row {
    Sample.Row(values: [time, resident, load.bitPattern], label: label)
  }

  /// The bytes of a file with the first `count` rows.
  static func file(rows count: Int, closing: Bool) throws -> [UInt8] {
    let path = Sample.path("tiny")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = LogWriter.Options()
    options.rowsPerBlock = 5
    options.labelCapacity = 64
    options.growth = 4096
    var writer = try LogWriter(path: path, header: header, schema: schema, options: options)
    for row in rows.prefix(count) { try writer.append(row) }
    if closing { try writer.close() }
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
