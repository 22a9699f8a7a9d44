import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// Recovers files that were torn, cut, flipped and zeroed: whatever was not hit comes out.
@Suite struct RecoveryTests {
  private static let rows = RecoverySample.rows(100, of: 1)

  /// What every recovery must keep to.
  private func expectClean(_ outcome: RecoverySample.Outcome, _ comment: Comment) {
    #expect(outcome.check.isClean, comment)
    #expect(outcome.reader.ending == .closed, comment)
    #expect(outcome.report.rowCount == UInt64(outcome.rows.count), comment)
    let positions = Dictionary(
      uniqueKeysWithValues: Self.rows.enumerated().map { ($1.values[1], $0) })
    var last = -1
    for row in outcome.rows {
      guard let position = positions[row.values[1]], position > last else {
        Issue.record("a row is made up or out of order; \(comment)")
        return
      }
      let label = row.label == "\u{FFFD}" ? Self.rows[position].label : row.label
      guard row.values == Self.rows[position].values, label == Self.rows[position].label else {
        Issue.record("row \(position) has changed; \(comment)")
        return
      }
      last = position
    }
  }

  /// The rows of the blocks that lie outside of a damaged range come out.
  private func expectUntouched(
    _ outcome: RecoverySample.Outcome, of bytes: [UInt8], outside damaged: Range<Int>,
    _ comment: Comment
  ) throws {
    let found = Set(outcome.rows.map { $0.values[1] })
    for block in try RecoverySample.blocks(of: bytes) where !block.bytes.overlaps(damaged) {
      let missing = block.rows.contains { !found.contains(Self.rows[$0].values[1]) }
      #expect(!missing, "rows \(block.rows) do not come out; \(comment)")
    }
  }

  @Test(arguments: [true, false])
  func anIntactFileComesOutAsItIs(closing: Bool) throws {
    let outcome = try RecoverySample.recover(
      try RecoverySample.file(Self.rows, closing: closing))
    #expect(outcome.rows == Self.rows)
    #expect(outcome.report.damage.isEmpty)
    #expect(outcome.report.eventCount == Self.rows.count { $0.label != nil })
    #expect(outcome.reader.header.recordingID == RecordingID(bits: 1))
    #expect(outcome.reader.header.processName == "sample 1")
    expectClean(outcome, "intact")
  }

  /// Not those of the last block alone: there are seven.
  @Test func theTimesThatAreReportedAreThoseOfAllRows() throws {
    let outcome = try RecoverySample.recover(try RecoverySample.file(Self.rows))
    let times = [0, 99].map { Sample.schema.seconds(Self.rows[$0].values[0]) }
    #expect(outcome.report.seconds == times[0]...times[1])
  }

  @Test(arguments: [true, false])
  func everyLength(closing: Bool) throws {
    let bytes = try RecoverySample.file(Self.rows, closing: closing)
    let schemaEnd = try #require(try RecoverySample.blocks(of: bytes).first).bytes.lowerBound
    for length in schemaEnd..<bytes.count {
      let outcome = try RecoverySample.recover(Array(bytes[..<length]))
      expectClean(outcome, "cut to \(length)")
      #expect(outcome.rows == Array(Self.rows.prefix(outcome.rows.count)))
      try expectUntouched(outcome, of: bytes, outside: length..<bytes.count, "cut to \(length)")
    }
  }

  @Test func lengthsWithoutARow() throws {
    let bytes = try RecoverySample.file(Self.rows)
    let start = try #require(try RecoverySample.blocks(of: bytes).first).bytes.lowerBound
    for length in 0..<start {
      do {
        #expect(try RecoverySample.recover(Array(bytes[..<length])).rows.isEmpty)
      } catch let error as ReadingsError {
        #expect(error.code == .notARecording || error.code == .damaged)
      }
    }
  }

  @Test(arguments: [true, false])
  func everyFlippedByte(closing: Bool) throws {
    let bytes = try RecoverySample.file(Self.rows, closing: closing)
    let sealed = try RecoverySample.blocks(of: bytes).last!.bytes.upperBound
    for offset in 0..<min(sealed, bytes.count) {
      var damaged = bytes
      damaged[offset] ^= [0x01, 0x80, 0xFF][offset % 3]
      let outcome = try RecoverySample.recover(damaged)
      expectClean(outcome, "flipped \(offset)")
      try expectUntouched(outcome, of: bytes, outside: offset..<offset + 1, "flipped \(offset)")
      let lost = Self.rows.count - outcome.rows.count
      #expect(outcome.report.lostRowCount == UInt64(lost), "flipped \(offset)")
      if lost > 0 { #expect(!outcome.report.losses.isEmpty, "flipped \(offset)") }
    }
  }

  @Test(arguments: [64, 512, 4096], [true, false])
  func everyZeroedPage(size: Int, closing: Bool) throws {
    let bytes = try RecoverySample.file(
      Self.rows, closing: closing, options: LogWriter.Options(rowsPerBlock: 8))
    for start in stride(from: 0, to: bytes.count, by: size) {
      let page = start..<min(start + size, bytes.count)
      var damaged = bytes
      for offset in page { damaged[offset] = 0 }
      // The schema is in the page, and a file that is not closed has no other copy in a sealed frame.
      guard let outcome = try? RecoverySample.recover(damaged) else {
        #expect(page.contains(300), "nothing comes out of a file without its page at \(start)")
        continue
      }
      expectClean(outcome, "zeroed \(page)")
      try expectUntouched(outcome, of: bytes, outside: page, "zeroed \(page)")
    }
  }

  @Test func aSchemaThatChangesAndReturns() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: RecoverySample.header(1), schema: Sample.schema,
      options: Sample.smallOptions)
    let first = Sample.rows(30)
    let second = Sample.rows(30, from: 30, schema: Sample.widerSchema)
    let third = Sample.rows(30, from: 60)
    for row in first { try writer.append(row) }
    try writer.change(to: Sample.widerSchema)
    for row in second { try writer.append(row) }
    try writer.change(to: Sample.schema)
    for row in third { try writer.append(row) }
    try writer.close()
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let outcome = try RecoverySample.recover(bytes)
    #expect(outcome.rows == first + second + third)
    #expect(outcome.check.isClean)
    #expect(outcome.reader.schemas == [Sample.schema, Sample.widerSchema])
  }

  @Test func rowsAreNumberedAnewFromTheFirstOfTheFile() throws {
    var header = RecoverySample.header(1)
    header.firstRow = 5000
    header.fileNumber = 3
    var bytes = try RecoverySample.file(Self.rows, header: header)
    let second = try RecoverySample.blocksByOffset(of: bytes)[1]
    for offset in second { bytes[offset] = 0x5A }
    let outcome = try RecoverySample.recover(bytes)
    #expect(outcome.rows.count == 84)
    #expect(outcome.reader.header.firstRow == 5000)
    #expect(outcome.reader.header.fileNumber == 3)
    #expect(outcome.reader.blocks.first?.firstRow == 5000)
    #expect(outcome.report.damage.compactMap(\.rows) == [5016..<5032])
    #expect(outcome.check.isClean)
  }

  /// Without a header, which tells the number of the first row, the first block does.
  @Test(arguments: [true, false])
  func rowsAreNumberedFromTheFirstBlockWhereTheHeaderIsLost(closing: Bool) throws {
    var header = RecoverySample.header(1)
    header.firstRow = 5000
    var bytes = try RecoverySample.file(Self.rows, header: header, closing: closing)
    for offset in 0..<32 { bytes[offset] = 0x5A }
    let outcome = try RecoverySample.recover(bytes)
    #expect(outcome.rows == Self.rows)
    #expect(outcome.reader.header.firstRow == 5000)
    #expect(outcome.reader.blocks.first?.firstRow == 5000)
    #expect(outcome.report.lostRowCount == 0 && outcome.check.isClean)
  }

  @Test func theLongestLabelAndItsFile() throws {
    var options = LogWriter.Options()
    options.labelCapacity = 512 << 10
    var rows = RecoverySample.rows(3, of: 1)
    rows[1].label = String(repeating: "ab", count: (512 << 10) / 2 - 4)
    let outcome = try RecoverySample.recover(try RecoverySample.file(rows, options: options))
    #expect(outcome.rows == rows)
  }

  @Test func theFileItselfIsRefused() throws {
    let path = Sample.path()
    let link = Sample.path("link")
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: link)
    }
    let bytes = try RecoverySample.file(Self.rows)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try FileManager.default.linkItem(atPath: path, toPath: link)
    for target in [path, link] {
      #expect { try Recovery.recover(path, to: target) } throws: {
        ($0 as? ReadingsError)?.code == .invalidArgument
      }
    }
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
  }
}

extension LogWriter.Options {
  /// Options with short blocks.
  fileprivate init(rowsPerBlock: Int) {
    self.init()
    self.rowsPerBlock = rowsPerBlock
    labelCapacity = 256
    growth = 4096
  }
}

extension RecoverySample {
  /// Where each block of a file is.
  static func blocksByOffset(of bytes: [UInt8]) throws -> [Range<Int>] {
    try Sample.read(bytes).reader.blocks.map {
      Int($0.byteOffset)..<Int($0.byteOffset + $0.byteCount)
    }
  }
}
