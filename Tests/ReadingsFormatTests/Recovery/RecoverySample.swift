import Foundation

@testable import ReadingsFormat

/// Damaged files, what a recovery makes of them, and what it should.
enum RecoverySample {
  /// What a recovery wrote and said.
  struct Outcome {
    var rows: [Sample.Row]
    var report: Recovery.Report
    var reader: LogReader
    var check: FileCheck
  }

  /// A second recording that is not the first one: other times, other values, another identity.
  static func other(_ count: Int, closing: Bool = true) throws -> [UInt8] {
    try file(rows(count, of: 2), header: header(2), closing: closing)
  }

  /// A recording's header.
  static func header(_ number: UInt64) -> LogHeader {
    var header = Sample.header
    header.tag = RecordingTag(number: UInt32(number))
    header.recordingID = RecordingID(bits: UInt128(number))
    header.processName = "sample \(number)"
    return header
  }

  /// The rows of a recording, which no other has.
  static func rows(_ count: Int, of number: UInt64) -> [Sample.Row] {
    Sample.rows(count).enumerated().map { index, row in
      var row = row
      row.values[0] += number * 37
      row.values[1] = number << 40 | UInt64(index)
      return row
    }
  }

  /// The bytes of a file.
  static func file(
    _ rows: [Sample.Row], header: LogHeader = header(1), closing: Bool = true,
    options: LogWriter.Options = Sample.smallOptions
  ) throws -> [UInt8] {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: header, schema: Sample.schema, options: options)
    for row in rows { try writer.append(row) }
    if closing { try writer.close() }
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Recovers the recording with a tag of a file of these bytes, or the largest.
  static func recover(_ bytes: [UInt8], recording: UInt32? = nil) throws -> Outcome {
    let old = Sample.path("damaged")
    let new = Sample.path("recovered")
    defer {
      try? FileManager.default.removeItem(atPath: old)
      try? FileManager.default.removeItem(atPath: new)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: old))
    let report = try Recovery.recover(
      old, to: new, recording: recording.map { RecordingTag(number: $0) })
    let reader = try LogReader(path: new)
    let found = Sample.read(reader).sorted { $0.key < $1.key }
    return Outcome(
      rows: found.map(\.value), report: report, reader: reader,
      check: try FileCheck(path: new, depth: .full))
  }

  /// Checks a file of these bytes.
  static func check(_ bytes: [UInt8], _ depth: FileCheck.Depth = .full) throws -> FileCheck {
    let path = Sample.path("checked")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try FileCheck(path: path, depth: depth)
  }

  /// Where each block of a file is, and its rows' positions; open rows are none.
  static func blocks(of bytes: [UInt8]) throws -> [(bytes: Range<Int>, rows: Range<Int>)] {
    try Sample.read(bytes).reader.blocks
      .map {
        (
          Int($0.byteOffset)..<Int($0.byteOffset + $0.byteCount),
          Int($0.firstRow)..<Int($0.firstRow) + $0.rowCount
        )
      }
      .filter { block, _ in
        bytes[block.lowerBound] == UInt8(truncatingIfNeeded: FrameKind.block.rawValue)
      }
  }
}
