import Foundation
import Testing

@testable import ReadingsFormat

/// What a loss of power leaves: stores reach the disk page by page, in any order or never.
@Suite struct PowerLossTests {
  private static let rows = Sample.rows(40)

  /// A file whose block `number` has the head of the open frame that it was.
  private func withStaleHead(_ bytes: [UInt8], block number: Int) throws -> [UInt8] {
    let block = try Sample.read(bytes).reader.blocks[number]
    var stale = bytes
    let payload = bytes.count - Int(block.byteOffset) - FrameKind.headSize
    withUnsafeBytes(of: FrameKind.open.head(payload: payload).littleEndian) {
      stale.replaceSubrange(Int(block.byteOffset)..<Int(block.byteOffset) + 8, with: $0)
    }
    return stale
  }

  @Test(arguments: [0, 1], [true, false])
  func aHeadThatNeverReachedTheDiskHidesNothing(block: Int, closing: Bool) throws {
    let bytes = try Sample.file(Self.rows, closing: closing)
    let (found, _) = try Sample.read(try withStaleHead(bytes, block: block))
    #expect(found.count == Self.rows.count)
    for (index, row) in found { #expect(row == Self.rows[index]) }
  }

  @Test func blocksBehindALostOneAndAStaleHeadAreFound() throws {
    let bytes = try Sample.file(Self.rows)
    let first = try Sample.read(bytes).reader.blocks[0]
    var damaged = try withStaleHead(bytes, block: 0)
    // The block's summary and columns were not written either, its control was.
    let lost =
      Int(first.byteOffset) + OpenFrameControl.end..<Int(first.byteOffset + first.byteCount)
    damaged.replaceSubrange(lost, with: [UInt8](repeating: 0, count: lost.count))
    let (found, reader) = try Sample.read(damaged)
    #expect(Set(found.keys).isSuperset(of: 16..<40))
    #expect(reader.damage.compactMap(\.rows).contains { $0.contains(0) })
  }

  @Test func aLostTailIsReported() throws {
    let bytes = try Sample.file(Self.rows)
    let second = try Sample.read(bytes).reader.blocks[1]
    let (found, reader) = try Sample.read(Array(bytes[..<Int(second.byteOffset)]))
    #expect(found.count == 16)
    #expect(reader.ending == .cut)
    #expect(!reader.damage.isEmpty)
  }

  @Test func aLostBlockIsNamedWithItsRowsAndTimes() throws {
    let bytes = try Sample.file(Self.rows)
    let last = try #require(try Sample.read(bytes).reader.blocks.last)
    var damaged = bytes
    // The head of the column frame, right behind the block frame.
    let size = Int(bytes[Int(last.byteOffset) + 4]) | Int(bytes[Int(last.byteOffset) + 5]) << 8
    damaged[Int(last.byteOffset) + FrameKind.headSize + size + 2] ^= 0xFF
    let (found, reader) = try Sample.read(damaged)
    #expect(found.count == 32)
    let entry = try #require(reader.damage.first)
    #expect(entry.rows == 32..<40)
    // Nothing comes behind them that would tell when they ended.
    let before = Sample.schema.seconds(Self.rows[31].values[0])
    #expect(entry.seconds == before...before)
  }

  @Test func aBlockThatIsThereTwiceIsReadOnce() throws {
    let bytes = try Sample.file(Self.rows)
    let block = try Sample.read(bytes).reader.blocks[1]
    let range = Int(block.byteOffset)..<Int(block.byteOffset + block.byteCount)
    var doubled = bytes
    doubled.insert(contentsOf: bytes[range], at: range.upperBound)
    let (found, reader) = try Sample.read(doubled)
    #expect(found.count == 40)
    #expect(reader.blocks.reduce(0) { $0 + $1.rowCount } == 40)
    #expect(reader.damage.isEmpty)
  }
}
