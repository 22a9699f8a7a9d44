import Foundation

@testable import ReadingsFormat

/// A folder with the files of a recording, as a recorder with a rotation leaves them.
final class SeriesSample: Sendable {
  let folder: URL
  let id: RecordingID
  let names: SeriesPath

  /// The rows of each file.
  static let rowsPerFile = 100

  init(id: RecordingID = RecordingID(bits: 0x5E21E5)) throws {
    self.id = id
    folder = URL(fileURLWithPath: Sample.path("series")).deletingPathExtension()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    names = SeriesPath(folder.appendingPathComponent("run.rdg").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The current file's path.
  var current: String { names.path }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// The header of a file.
  func header(_ number: UInt32, firstRow: Int) -> LogHeader {
    var header = Sample.header
    header.tag = RecordingTag(number: UInt32(truncatingIfNeeded: id.bits))
    header.recordingID = id
    header.fileNumber = number
    header.firstRow = UInt64(firstRow)
    return header
  }

  /// Writes the file with a number, of `rowsPerFile` rows that follow those of the file before.
  func write(
    _ number: Int, to path: String, rows: Int = rowsPerFile, schema: Schema = Sample.schema,
    closing: Bool = true
  ) throws {
    let first = (number - 1) * Self.rowsPerFile
    var writer = try LogWriter(
      path: path, header: header(UInt32(number), firstRow: first), schema: schema,
      options: Sample.smallOptions)
    // A writer counts from the file's first row.
    for row in Sample.rows(rows, from: first, schema: schema) { try writer.append(row) }
    if closing { try writer.close() }
  }

  /// Writes `count` files: finished ones, and the current one last.
  func write(files count: Int, closing: Bool = true) throws {
    for number in 1..<count { try write(number, to: names.finished(UInt32(number))) }
    try write(count, to: current, closing: closing)
  }

  /// All paths in order of age.
  func paths(_ count: Int) -> [String] {
    (1..<count).map { names.finished(UInt32($0)) } + [current]
  }

  /// The rows that the files with these numbers have, by row number.
  static func rows(files: ClosedRange<Int>) -> [Int: Sample.Row] {
    var rows: [Int: Sample.Row] = [:]
    for number in files {
      let first = (number - 1) * rowsPerFile
      for (index, row) in Sample.rows(rowsPerFile, from: first).enumerated() {
        rows[first + index] = row
      }
    }
    return rows
  }

  /// The number of descriptors that this process has open on files of the folder.
  var openDescriptors: Int {
    let list = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return list.count { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(name)")
      return target?.hasPrefix(folder.path + "/") == true
    }
  }
}

/// The row numbers of a recording's blocks in order, as they come.
func rowNumbers(_ recording: any Recording) -> [UInt64] {
  recording.blocks.flatMap { Array($0.rows) }
}
