import Foundation
import Testing

@testable import ReadingsFormat

/// Which rows are said to be lost, and where.
@Suite struct LostRowsTests {
  private static let rows = RecoverySample.rows(100, of: 1)

  /// Damaged bytes where two gaps might have been, as blocks stand in another order: each gap is told.
  @Test func noGapTakesTheDamageOfAnother() throws {
    let bytes = try RecoverySample.file(Self.rows)
    let blocks = try RecoverySample.blocksByOffset(of: bytes)
    var moved = Array(bytes[..<blocks[0].upperBound]) + bytes[blocks[4]]
    let damaged = UInt64(moved.count)
    moved += [UInt8](repeating: 0x5A, count: blocks[1].count)
    // The index tells of all rows.
    moved += bytes[blocks[2]] + bytes[blocks[6].upperBound...]
    let check = try RecoverySample.check(moved)
    let lost = check.damage.compactMap(\.rows).sorted { $0.lowerBound < $1.lowerBound }
    #expect(lost == [16..<32, 48..<64, 80..<100])
    #expect(check.damage.first { $0.byteOffset == damaged }?.rows == 16..<32)
    #expect(check.rowCount == 48 && check.lostRowCount == 52)
  }

  /// Block frame and column frame are proven, and disagree on the events: a reader that recovers nothing
  /// has lost the block, and one that scans takes the content. Sections 5.2 and 12.1.
  @Test(arguments: [0, 2])
  func aBlockWhoseFramesDisagreeOnEventsIsLostToWhoeverHops(events: UInt64) throws {
    var file = VectorFile()
    file.start(blocks: 1)
    var block = VectorFile.block(4..<6, events: [Event(row: 1, label: "event")])
    block.claim.events = events
    file.block(block)
    file.index()
    let decoded = ColumnBlock()
    let hopping = try LogReader(bytes: file.bytes, name: "")
    #expect(hopping.damage == [])
    try hopping.decode(0, into: decoded)
    #expect { try hopping.decode(1, into: decoded) } throws: {
      ($0 as? ReadingsError)?.code == .damaged
    }
    #expect(hopping.damage.map(\.rows) == [4..<6])
    let scanning = try LogReader(bytes: file.bytes, name: "", access: .scanned)
    try scanning.decode(1, into: decoded)
    #expect(scanning.blocks.map(\.eventCount) == [0, 1])
    #expect(decoded.events == [Event(row: 1, label: "event")])
  }
}
