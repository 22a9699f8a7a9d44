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

  /// Lost rows lie between the last time before them and the first behind them.
  @Test func lostRowsHaveTheTimeBetweenTheirNeighbours() throws {
    var bytes = try RecoverySample.file(Self.rows)
    for offset in try RecoverySample.blocksByOffset(of: bytes)[2] { bytes[offset] = 0x5A }
    let check = try RecoverySample.check(bytes)
    func time(_ row: Int) -> Double { Sample.schema.seconds(Self.rows[row].values[0]) }
    #expect(check.damage.compactMap(\.rows) == [32..<48])
    #expect(check.damage.compactMap(\.seconds) == [time(31)...time(48)])
  }

  /// A file that ends in the head of a label, and a label that is said to be behind the end.
  @Test func noDamageIsBehindTheEnd() throws {
    var file = VectorFile()
    file.start(blocks: 1)
    file.open(OpenRecipe(VectorFile.openRows(4..<6, labels: [5: "event"])))
    // The label area is 64 bytes long.
    for size in file.bytes.count - 64...file.bytes.count {
      let reader = try LogReader(bytes: Array(file.bytes[..<size]), name: "")
      for damage in reader.damage {
        #expect(damage.byteOffset + damage.byteCount <= UInt64(size), "\(damage), size \(size)")
      }
      let hasLabel = Sample.read(reader)[5]?.label == "event"
      #expect(hasLabel == reader.damage.isEmpty, "size \(size)")
    }
  }
}
