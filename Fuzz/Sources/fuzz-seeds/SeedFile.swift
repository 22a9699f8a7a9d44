import FuzzSupport
import Glibc
import ReadingsFormat

/// Small files as `LogWriter` leaves them.
enum SeedFile: CaseIterable {
  case empty, open, closed, changed, labelled

  private static let schema = Schema(
    columns: [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time),
      Column("a", type: .uint64), Column("b", type: .float64),
    ])

  /// The file's bytes.
  var bytes: [UInt8] {
    defer { unlink(ScratchFile.path) }
    do {
      try write()
    } catch { fatalError("\(error)") }
    return ScratchFile.load(ScratchFile.path)
  }

  private func write() throws {
    var options = LogWriter.Options()
    options.rowsPerBlock = 8
    options.labelCapacity = 64
    options.growth = 4096
    var header = LogHeader(format: "rdg 1.0")
    header.processName = "seed"
    header.coreCount = 2
    var writer = try LogWriter(
      path: ScratchFile.path, header: header, schema: Self.schema, options: options)
    guard self != .empty else { return }
    for row in 0..<20 {
      if self == .changed, row == 10 {
        try writer.change(
          to: Schema(id: 1, columns: Self.schema.columns + [Column("c"), Column("d")]))
      }
      try append(row, to: &writer)
    }
    if self == .closed || self == .changed { try writer.close() }
  }

  private func append(_ row: Int, to writer: inout LogWriter) throws(Errno) {
    let wide = writer.schema.columns.count
    let values = (0..<wide).map { UInt64(row * row * ($0 + 1) + row % 3) }
    let label: [UInt8]? = self != .open && row % 5 == 1 ? Array("at \(row)".utf8) : nil
    try writer.append(values, label: label)
  }
}
