import Foundation
import Testing

@testable import ReadingsFormat

/// Options and schemas at their limits: a wrong number must not end the program that records.
@Suite struct WriterLimitTests {
  /// Writes labelled rows with these options and reads them back.
  private func expectRoundTrip(
    _ options: LogWriter.Options, rows: Int = 40, label: String = "a label"
  ) throws {
    let rows = Sample.rows(rows).map { Sample.Row(values: $0.values, label: label) }
    let (found, reader) = try Sample.read(Sample.file(rows, options: options))
    #expect(reader.damage.isEmpty)
    #expect(rows.indices.allSatisfy { found[$0] == rows[$0] })
  }

  @Test(arguments: [Int.min, -1, 0, 1, 7, 8])
  func numbersTooSmall(number: Int) throws {
    var options = LogWriter.Options()
    options.labelCapacity = number
    options.growth = number
    options.rowsPerBlock = number
    try expectRoundTrip(options)
  }

  /// Labels of more than 4 MiB were written past the end of the encoder's memory.
  @Test func moreLabelsThanABlockHolds() throws {
    var options = LogWriter.Options()
    options.labelCapacity = 16 << 20
    let label = String((0..<60_000).map { Character(UnicodeScalar(UInt8(33 + $0 * $0 % 90))) })
    try expectRoundTrip(options, rows: 120, label: label)
  }

  /// A schema frame whose size does not fit into the control has no copy before the rows.
  @Test func aSchemaTooLongForACopy() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let metrics = (1..<1000).map { Column(String(repeating: "n", count: 1000) + "\($0)") }
    let schema = Schema(columns: [Column("time", kind: .time)] + metrics)
    var writer = try LogWriter(path: path, header: Sample.header, schema: schema)
    try writer.append(Sample.Row(values: [UInt64](repeating: 3, count: 1000), label: nil))
    #expect(Sample.read(try LogReader(path: path)).count == 1)
    try writer.close()
    let reader = try LogReader(path: path)
    #expect(reader.damage.isEmpty && Sample.read(reader).count == 1)
  }
}
