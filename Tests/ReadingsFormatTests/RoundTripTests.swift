import Foundation
import Testing

@testable import ReadingsFormat

@Suite struct RoundTripTests {
  @Test(arguments: [0, 1, 2, 15, 16, 17, 160, 5000], [true, false])
  func everyRowComesBack(count: Int, closing: Bool) throws {
    let rows = Sample.rows(count)
    let bytes = try Sample.file(rows, options: Sample.smallOptions, closing: closing)
    let (found, reader) = try Sample.read(bytes)
    #expect(found.count == count)
    for (index, row) in rows.enumerated() { #expect(found[index] == row) }
    #expect(reader.damage == [])
    #expect(reader.ending == (closing ? .closed : .interrupted))
    #expect(reader.header.processName == "sample")
  }

  @Test func defaultBlocksAreSmall() throws {
    let bytes = try Sample.file(Sample.rows(20_000), options: LogWriter.Options())
    #expect(try Sample.read(bytes).rows.count == 20_000)
    #expect(bytes.count < 20_000 * 12)
  }

  @Test func summariesHoldTheExtremes() throws {
    let rows = Sample.rows(100)
    let (_, reader) = try Sample.read(try Sample.file(rows, closing: false))
    for block in reader.blocks {
      let part = rows[Int(block.firstRow)..<Int(block.firstRow) + block.rowCount]
      for (column, range) in block.ranges.enumerated() {
        let type = Sample.schema.columns[column].type
        let values = part.map { type.ordered($0.values[column]) }
        #expect(range.first == part.first?.values[column])
        #expect(range.last == part.last?.values[column])
        #expect(type.ordered(range.minimum) == values.min())
        #expect(type.ordered(range.maximum) == values.max())
      }
      #expect(block.eventCount == part.filter { $0.label != nil }.count)
    }
  }

  @Test func aSchemaMayChangeInMidFile() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    let first = Sample.rows(20)
    let second = Sample.rows(40, from: 20, schema: Sample.widerSchema)
    for row in first { try writer.append(row) }
    try writer.change(to: Sample.widerSchema)
    for row in second { try writer.append(row) }
    let live = try LogReader(path: path)
    #expect(live.ending == .live)
    #expect(Sample.read(live).count == 60)
    try writer.close()
    let reader = try LogReader(path: path)
    #expect(reader.schemas == [Sample.schema, Sample.widerSchema])
    let found = Sample.read(reader)
    for (index, row) in (first + second).enumerated() { #expect(found[index] == row) }
    #expect(reader.damage == [])
  }

  @Test func timeNeverRunsBackwards() throws {
    var rows = Sample.rows(3)
    rows[2].values[0] = 5
    let found = try Sample.read(try Sample.file(rows)).rows
    #expect(found[2]?.values[0] == rows[1].values[0])
  }

  @Test func labelsOfAnyTextComeBackAndLongOnesAreCutBetweenScalars() throws {
    var rows = Sample.rows(4)
    rows[0].label = ""
    rows[1].label = "a\nb\t\"c\"\u{1B}[31m\u{0}é"
    rows[2].label = String(repeating: "é", count: 50_000)
    let found = try Sample.read(try Sample.file(rows)).rows
    #expect(found[0]?.label == "")
    #expect(found[1]?.label == rows[1].label)
    let cut = try #require(found[2]?.label)
    #expect(cut == String(repeating: "é", count: cut.count))
    #expect((120...124).contains(cut.count))
  }

  /// The texts of a header take up to 1,024 bytes each, wherever that is in a scalar.
  @Test(arguments: ["x", "é", "✓", "🚀"], 0..<4)
  func longTextsOfAHeaderAreCutBetweenScalars(scalar: String, offset: Int) throws {
    let start = String(repeating: "a", count: offset)
    let most = (1024 - offset) / scalar.utf8.count
    for count in [most - 1, most, most + 1, 2 * most] {
      let text = start + String(repeating: scalar, count: count)
      let expected = start + String(repeating: scalar, count: min(count, most))
      var header = Sample.header
      header.processName = text
      header.hostName = text
      header.bootID = text
      let found = try Sample.read(RecoverySample.file(Sample.rows(1), header: header)).reader.header
      #expect([found.processName, found.hostName, found.bootID] == [expected, expected, expected])
      #expect(found.heartbeatNanoseconds == header.heartbeatNanoseconds)
    }
  }

  @Test func aFileBeingWrittenIsRefused() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(path: path, header: Sample.header, schema: Sample.schema)
    #expect {
      _ = try LogWriter(path: path, header: Sample.header, schema: Sample.schema)
    } throws: { ($0 as? ReadingsError)?.code == .fileInUse }
    try writer.close()
  }
}
