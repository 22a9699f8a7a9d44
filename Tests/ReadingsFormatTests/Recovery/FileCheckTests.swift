import Foundation
import Testing

@testable import ReadingsFormat

/// What a check sees, and how closely.
@Suite struct FileCheckTests {
  private static let rows = RecoverySample.rows(100, of: 1)

  @Test(arguments: [FileCheck.Depth.quick, .full], [true, false])
  func anIntactFileIsClean(depth: FileCheck.Depth, closing: Bool) throws {
    let check = try RecoverySample.check(
      try RecoverySample.file(Self.rows, closing: closing), depth)
    #expect(check.isClean)
    #expect(check.rowCount == 100)
    #expect(check.eventCount == Self.rows.count { $0.label != nil })
    #expect(check.ending == (closing ? .closed : .interrupted))
    #expect(check.seconds?.lowerBound == Sample.schema.seconds(Self.rows[0].values[0]))
    #expect(check.seconds?.upperBound == Sample.schema.seconds(Self.rows[99].values[0]))
  }

  /// On x86 0.0 / 0.0 has its sign set: as an ordered integer it is below all other numbers.
  @Test(arguments: [[-Double.nan, 3, -1, .nan, 2], [.nan, -.nan, 3, -1], [3, -1, -.nan]])
  func notANumberIsNoExtremeWhateverItsSign(first: [Double]) throws {
    var rows = Sample.rows(16)
    for (row, value) in rows.indices.map({ ($0, $0 < first.count ? first[$0] : -.nan) }) {
      rows[row].values[3] = value.bitPattern
    }
    let bytes = try Sample.file(rows)
    let range = try LogReader(bytes: bytes, name: "").blocks[0].ranges[3]
    #expect(Double(bitPattern: range.minimum) == -1)
    #expect(Double(bitPattern: range.maximum) == 3)
    #expect(try RecoverySample.check(bytes).isClean)
  }

  @Test func aColumnOfNothingButNotANumberIsSound() throws {
    var rows = Sample.rows(16)
    for row in rows.indices { rows[row].values[3] = (-Double.nan).bitPattern }
    let bytes = try Sample.file(rows)
    let range = try LogReader(bytes: bytes, name: "").blocks[0].ranges[3]
    #expect(Double(bitPattern: range.minimum).isNaN && Double(bitPattern: range.maximum).isNaN)
    #expect(try RecoverySample.check(bytes).isClean)
  }

  @Test func noFlippedByteOfAClosedFileGoesUnseen() throws {
    let bytes = try RecoverySample.file(Self.rows)
    let whole = try Sample.read(bytes).reader
    for offset in bytes.indices {
      var damaged = bytes
      damaged[offset] ^= [0x01, 0x80, 0xFF][offset % 3]
      let check = try RecoverySample.check(damaged)
      // Two ways to compress the same values, or a byte of a slack frame.
      if check.isClean {
        #expect(
          try Sample.read(damaged).rows == Sample.read(whole), "flipping \(offset) goes unseen")
      }
    }
  }

  @Test func valuesAreLookedAtOnlyInFull() throws {
    let bytes = try RecoverySample.file(Self.rows)
    let block = try RecoverySample.blocksByOffset(of: bytes)[2]
    var damaged = bytes
    damaged[block.upperBound - 12] ^= 0xFF
    #expect(try RecoverySample.check(damaged, .quick).isClean)
    let check = try RecoverySample.check(damaged, .full)
    #expect(check.rowCount == 84)
    #expect(check.lostRowCount == 16)
    #expect(check.damage.map(\.rows) == [32..<48])
    // The column frame; the block frame before it is intact.
    let place = try #require(check.damage.first)
    #expect(place.byteOffset > block.lowerBound && place.byteOffset < block.lowerBound + 150)
    #expect(place.byteOffset + place.byteCount == UInt64(block.upperBound))
    #expect(place.seconds != nil)
  }

  @Test func aSummaryOfOtherValuesIsSeen() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = try RecoverySample.file(Self.rows)
    // The same rows with one value changed: the block frames have the same size.
    var rows = Self.rows
    rows[40].values[1] += 1 << 20
    let other = try RecoverySample.file(rows)
    let block = try RecoverySample.blocksByOffset(of: bytes)[2]
    let changed = try RecoverySample.blocksByOffset(of: other)[2]
    let size = Int(bytes[block.lowerBound + 4]) + 8
    let changedSize = Int(other[changed.lowerBound + 4]) + 8
    let mixed =
      Array(bytes[..<block.lowerBound])
      + Array(bytes[block.lowerBound..<block.lowerBound + size])
      + Array(other[changed.lowerBound + changedSize..<changed.upperBound])
    let padding = [UInt8](repeating: 0, count: (8 - mixed.count & 7) & 7)
    let check = try RecoverySample.check(mixed + padding)
    #expect(check.damage.contains { $0.reason == "a block's summary is not that of its values" })
  }

  @Test func anIndexOfOtherPlacesIsSeen() throws {
    let bytes = try RecoverySample.file(Self.rows)
    let block = try RecoverySample.blocksByOffset(of: bytes)[3].lowerBound
    let slack: [UInt8] = [0x55, 0x2A, 0x4D, 0x18, 8, 0, 0, 0] + [UInt8](repeating: 7, count: 8)
    let moved = Array(bytes[..<block]) + slack + Array(bytes[block...])
    let check = try RecoverySample.check(moved, .quick)
    #expect(check.damage.map(\.reason) == ["the index is wrong about 4 blocks"])
    #expect(check.rowCount == 100 && check.lostRowCount == 0)
  }

  @Test func anIndexWithTheSchemaOfOtherBlocksIsSeen() throws {
    var file = VectorFile()
    file.start(blocks: 2)
    file.schema(VectorFile.wider)
    file.index {
      $0.schemas.append(VectorFile.wider)
      $0.entries[1].schema = 1
    }
    let check = try RecoverySample.check(file.bytes, .quick)
    #expect(check.damage.map(\.reason) == ["the index is wrong about 1 block"])
  }

  /// The first page is zero: nothing says that this is a recording but its blocks.
  @Test func aFileWithoutItsBeginningIsStillARecording() throws {
    var bytes = try RecoverySample.file(Self.rows)
    for offset in 0..<64 { bytes[offset] = 0 }
    #expect(throws: ReadingsError.self) { try Sample.read(bytes) }
    let check = try RecoverySample.check(bytes)
    #expect(check.rowCount == 100)
    #expect(!check.isClean)
    #expect(check.recordings.first?.header == nil)
    #expect(try RecoverySample.recover(bytes).rows == Self.rows)
  }

  @Test func whatIsNoRecordingIsRefused() throws {
    for bytes in [[], [UInt8](repeating: 0, count: 5000), Array("no recording at all".utf8)] {
      #expect { try RecoverySample.check(bytes) } throws: {
        ($0 as? ReadingsError)?.code == .notARecording
      }
    }
  }

  /// Each of the fields that an index has of a block.
  @Test(arguments: 0..<4)
  func anIndexThatIsWrongInOneFieldIsSeen(field: Int) throws {
    var file = VectorFile()
    file.start(blocks: 2)
    file.index {
      switch field {
      case 0: $0.entries[1].events += 1
      case 1: $0.entries[1].firstTime -= 1
      case 2: $0.entries[1].lastTime += 1
      default: $0.entries[1].size -= 8
      }
    }
    let check = try RecoverySample.check(file.bytes, .quick)
    #expect(check.damage.map(\.reason) == ["the index is wrong about 1 block"])
  }

  /// A column of which no value is a number has no number for an extreme.
  @Test func aColumnOfNaNIsClean() throws {
    var rows = Self.rows
    for row in rows.indices { rows[row].values[3] = Double.nan.bitPattern }
    #expect(try RecoverySample.check(RecoverySample.file(rows), .full).damage == [])
  }
}
