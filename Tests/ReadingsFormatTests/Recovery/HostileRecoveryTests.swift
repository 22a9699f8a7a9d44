import Foundation
import Testing

@testable import ReadingsFormat

/// Small files that claim a lot: checked and recovered at once, as far as there is anything.
///
/// The limit only ends what would take hours; it measures nothing.
@Suite(.timeLimit(.minutes(2))) struct HostileRecoveryTests {
  @Test func rowsThatAreNotThere() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendBlock(firstRow: 1 << 60)
    #expect(file.bytes.count < 1024)
    let check = try RecoverySample.check(file.bytes)
    #expect(check.rowCount == 1)
    #expect(check.lostRowCount == 1 << 60)
    let outcome = try RecoverySample.recover(file.bytes)
    #expect(outcome.rows.count == 1)
    #expect(outcome.check.isClean)
  }

  @Test func theLastRowThatThereCanBe() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendBlock(firstRow: UInt64(Int64.max) - 1)
    // No writer gives a row this number, but a block may begin with it.
    file.appendBlock(firstRow: UInt64(Int64.max))
    file.appendOpen(rowsOffset: OpenFrameControl.end, capacity: 1, schemaSize: 0, frameSize: 200)
    let outcome = try RecoverySample.recover(file.bytes)
    #expect(outcome.rows.count == 2)
    #expect(outcome.check.isClean)
  }

  @Test func anIndexOfAllTheBlocksInTheWorld() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendIndex(claiming: 1 << 60, bodySize: 600)
    let check = try RecoverySample.check(file.bytes)
    #expect(check.rowCount == 0 && !check.isClean)
  }

  @Test func anOpenFrameOfMoreRowsThanThereAre() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendOpen(
      rowsOffset: OpenFrameControl.end, capacity: 65_535, schemaSize: 0, frameSize: 200,
      count: 65_535)
    for row in 0..<3 { file.appendRow(row, label: 0) }
    let outcome = try RecoverySample.recover(file.bytes)
    #expect(outcome.rows.count == 3)
    #expect(outcome.check.isClean)
  }

  /// Rows and schema inside the frame's own head, and behind the end of the file.
  @Test(arguments: [0, 8, 40, 1 << 20, 8 * Int(UInt32.max)], [0, 64, 8 * 65_535])
  func placesThatOverlap(rowsOffset: Int, schemaSize: Int) throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendBlock(firstRow: 0)
    for _ in 0..<3 {
      file.appendOpen(
        rowsOffset: rowsOffset, capacity: 65_535, schemaSize: schemaSize, frameSize: 64,
        count: 65_535)
    }
    let outcome = try RecoverySample.recover(file.bytes)
    #expect(outcome.rows.count == 1)
    #expect(outcome.check.isClean)
  }

  /// Four mebibytes of zeros behind what says whose rows they are, in 16 KiB.
  @Test func contentThatUnfolds() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendBlock(firstRow: 0)
    for row in 1...20 { file.appendColumns(firstRow: UInt64(row), padding: (4 << 20) - 16) }
    let outcome = try RecoverySample.recover(file.bytes)
    #expect(outcome.rows.count == 1)
    #expect(!outcome.report.losses.isEmpty)
  }

  @Test func manyRecordingsInOneFile() throws {
    var bytes: [UInt8] = []
    for number in 0..<100 {
      bytes += try RecoverySample.file(
        RecoverySample.rows(3, of: UInt64(number)), header: RecoverySample.header(UInt64(number)))
    }
    let check = try RecoverySample.check(bytes)
    #expect(check.recordings.map(\.tag.number) == Array(0..<100))
    #expect(!check.isClean)
    #expect(
      try RecoverySample.recover(bytes, recording: 71).rows == RecoverySample.rows(3, of: 71))
  }

  /// A writer may write over what a scan has found in its reserve.
  @Test func aBlockThatIsAnotherOneByThen() throws {
    var file = HostileFile()
    file.appendSchema()
    let start = file.bytes.count
    file.appendColumns(firstRow: 5)
    var other = HostileFile()
    other.appendSchema()
    other.appendColumns(firstRow: 9)
    #expect(other.bytes.count == file.bytes.count)
    let path = Sample.path("changing")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(file.bytes).write(to: URL(fileURLWithPath: path))
    let reader = try LogReader(path: path)
    #expect(reader.blocks.map(\.firstRow) == [5])
    let block = ColumnBlock()
    try reader.decode(0, into: block)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64(start))
    try handle.write(contentsOf: other.bytes[start...])
    try handle.close()
    reader.relax()
    #expect { try reader.decode(0, into: block) } throws: {
      ($0 as? ReadingsError)?.code == .damaged
    }
    #expect(reader.damage.contains { $0.rows == 5..<6 })
  }

  /// Every slack frame leads to the next over a frame in between, and the last to nothing.
  @Test func slackThatLeadsAcrossFramesToNothing() throws {
    var file = HostileFile()
    file.appendSchema()
    let count = 30_000
    for _ in 0..<count {
      file.appendHead(.slack, payload: OpenFrameControl.end)
      file.appendOpen(rowsOffset: 1 << 30, capacity: 1, schemaSize: 0, frameSize: 40)
    }
    file.appendRow(1, label: 0)
    let check = try RecoverySample.check(file.bytes)
    #expect(check.rowCount == 0 && !check.isClean)
  }
}
