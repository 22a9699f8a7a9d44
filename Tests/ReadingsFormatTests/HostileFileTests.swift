import Foundation
import Testing

@testable import ReadingsFormat

/// Files whose every checksum matches and that were made to take more time or memory than their
/// size allows: by the square of it, or by a factor of a thousand.
///
/// The limit only ends what would take hours; it measures nothing.
@Suite(.timeLimit(.minutes(5))) struct HostileFileTests {
  private func read(_ file: HostileFile) throws -> LogReader {
    try Sample.read(file.bytes).reader
  }

  /// Looking a schema up took a walk through all of them, and so did a gap through all damage.
  @Test func asManySchemasAndGapsAsBlocks() throws {
    var file = HostileFile()
    let count = 10_000
    let schemas = (0..<count).map { HostileFile.schema($0) }
    for schema in schemas { file.appendSchema(schema) }
    for (number, schema) in schemas.enumerated() {
      file.appendBlock(schema, firstRow: UInt64(10 * number + 1))
    }
    let reader = try read(file)
    #expect(reader.schemas == schemas && reader.blocks.count == count)
    #expect(reader.blocks.allSatisfy { $0.schemaIndex == Int($0.firstRow / 10) })
    // Each gap, and the file has neither an index nor an open frame.
    #expect(reader.damage.count == count + 1)
  }

  /// Every open frame had its copy of the schema decoded and kept.
  @Test func manyOpenFramesWithOneSchema() throws {
    var file = HostileFile()
    let count = 4000
    let schema = HostileFile.schema(columns: 500)
    let schemaSize = HostileFile.schemaFrame(schema).count
    for index in 0..<count {
      let rows = (count - index) * OpenFrameControl.end + schemaSize
      file.appendOpen(
        schema, rowsOffset: rows, capacity: 1, schemaSize: schemaSize, frameSize: 64)
    }
    file.appendSchema(schema)
    #expect(try read(file).schemas.count == 1)
  }

  /// Every row could name a label as long as the file.
  @Test func oneLongLabelForAllRows() throws {
    var file = HostileFile()
    file.appendSchema()
    let rows = 4000
    let label = [UInt8](repeating: 0x61, count: 1 << 19)
    let size = OpenFrameControl.end + rows * 16 + 8 + label.count
    file.appendOpen(
      rowsOffset: OpenFrameControl.end, capacity: rows, schemaSize: 0, frameSize: size, count: rows)
    for row in 0..<rows { file.appendRow(row, label: UInt32(rows * 2)) }
    file.appendLabel(label, row: 0)
    let reader = try read(file)
    #expect(reader.blocks.map(\.rowCount) == [rows])
    #expect(reader.blocks[0].eventCount == rows)
  }

  /// Labels that begin eight bytes apart and all reach to the end of the file, each with the checksum
  /// of its row: together they would be many times as long as the file.
  @Test func labelsThatOverlapAreNoLongerThanTheFile() throws {
    let rows = 64
    let tail = [UInt8](repeating: 0x61, count: 4096)
    // From the last label back: each has those behind it in its text.
    var labels = tail
    for row in (0..<rows).reversed() {
      var head = ByteBuilder()
      head.append(UInt32(labels.count))
      head.append(
        ByteBuilder.labelChecksum(labels, row: UInt64(row), tag: HostileFile.tag.number))
      labels = head.bytes + labels
    }
    for access in [LogReader.Access.complete, .scanned] {
      var file = HostileFile()
      file.appendSchema()
      file.appendOpen(
        rowsOffset: OpenFrameControl.end, capacity: rows, schemaSize: 0,
        frameSize: OpenFrameControl.end + 16 * rows + labels.count, count: rows)
      for row in 0..<rows { file.appendRow(row, label: UInt32(2 * rows + row)) }
      let bytes = file.bytes + labels
      let reader = try LogReader(bytes: bytes, name: "", access: access)
      let block = ColumnBlock()
      try reader.decode(0, into: block)
      #expect(block.rowCount == rows && block.events.count == rows)
      let shown = block.events.filter { $0.label.hasSuffix("aaaa") }
      #expect(shown.count == 1)
      let reasons = reader.damage.map(\.reason)
      #expect(reasons.contains("so much is damaged that not all was looked at"))
    }
  }

  /// Every frame that nothing follows had the same zeros looked through.
  @Test func manyFramesThatPointAtZeros() throws {
    var file = HostileFile()
    let count = 3000
    let zeros = 1 << 20
    for index in 0..<count {
      file.appendSchema(HostileFile.schema(index))
      file.appendHead(.slack, payload: (count - index) * 60 + 4096)
    }
    file.appendZeros(zeros)
    file.appendHead(.slack, payload: 1 << 30)
    #expect(try read(file).schemas.count == count)
  }

  /// Memory was reserved for as many entries as the index claims.
  @Test func anIndexThatClaimsTooMuch() throws {
    var file = HostileFile()
    file.appendIndex(claiming: 1 << 16, bodySize: 1 << 17)
    #expect(try read(file).ending == .cut)
  }
}
