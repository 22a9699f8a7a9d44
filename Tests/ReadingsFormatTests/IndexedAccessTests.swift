import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// Files that are opened by their index, without a look at the blocks.
@Suite struct IndexedAccessTests {
  private func withFile<Result>(
    _ bytes: [UInt8], _ body: (String) throws -> Result
  ) throws -> Result {
    let path = Sample.path("indexed")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  @Test func aFileReadsTheSameByItsIndex() throws {
    try withFile(Sample.file(Sample.rows(1000))) { path in
      let whole = try LogReader(path: path)
      let indexed = try LogReader(path: path, access: .indexed)
      #expect(indexed.blocks.count > 10 && indexed.blocks == whole.blocks)
      #expect(indexed.schemas == whole.schemas && indexed.header == whole.header)
      #expect(indexed.ending == .closed && indexed.damage == [])
      #expect(indexed.blocks.map(\.times.first) == whole.blocks.map(\.times.first))
      #expect(indexed.blocks.map(\.times.last) == whole.blocks.map(\.times.last))
      #expect(Sample.read(indexed) == Sample.read(whole))
    }
  }

  @Test func everyBlockGetsItsSchema() throws {
    let path = Sample.path("schemas")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    for row in Sample.rows(100) { try writer.append(row) }
    try writer.change(to: Sample.widerSchema)
    for row in Sample.rows(100, from: 100, schema: Sample.widerSchema) { try writer.append(row) }
    try writer.close()
    let whole = try LogReader(path: path)
    let indexed = try LogReader(path: path, access: .indexed)
    #expect(indexed.blocks == whole.blocks && indexed.schemas.count == 2)
    #expect(Sample.read(indexed) == Sample.read(whole))
  }

  /// The schema frame comes once more where the columns return; an index has each schema once.
  @Test func aSchemaThatReturnsIsOneInTheIndex() throws {
    let path = Sample.path("schemas")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    for turn in 0..<5 {
      let schema = turn % 2 == 0 ? Sample.schema : Sample.widerSchema
      try writer.change(to: schema)
      for row in Sample.rows(30, from: 30 * turn, schema: schema) { try writer.append(row) }
    }
    try writer.close()
    let whole = try LogReader(path: path)
    let indexed = try LogReader(path: path, access: .indexed)
    #expect(indexed.schemas == [Sample.schema, Sample.widerSchema])
    #expect(indexed.schemas == whole.schemas && indexed.blocks == whole.blocks)
    #expect(indexed.damage == [] && Sample.read(indexed) == Sample.read(whole))
  }

  /// What lies outside the blocks that are decoded is not looked at, and does no harm.
  @Test func damageShowsWhereABlockIsDecoded() throws {
    var bytes = try Sample.file(Sample.rows(1000))
    let whole = try Sample.read(bytes).reader
    let victim = whole.blocks[20]
    for offset in victim.byteOffset..<victim.byteOffset + victim.byteCount {
      bytes[Int(offset)] = 0x5A
    }
    try withFile(bytes) { path in
      let indexed = try LogReader(path: path, access: .indexed)
      #expect(indexed.damage == [] && indexed.blocks.count == whole.blocks.count)
      let block = ColumnBlock()
      try indexed.decode(19, into: block)
      try indexed.decode(21, into: block)
      #expect(indexed.damage == [])
      let error = #expect(throws: ReadingsError.self) { try indexed.decode(20, into: block) }
      #expect(error?.code == .damaged)
      #expect(indexed.damage.map(\.rows) == [victim.rows])
      // So wide that nobody passes the block over.
      #expect(indexed.blocks[20].ranges[1].minimum == UInt64(bitPattern: .min))
      #expect(indexed.blocks[20].ranges[1].maximum == UInt64(bitPattern: .max))
    }
  }

  @Test func aFileWithoutAnIndexIsLookedAtCompletely() throws {
    let rows = Sample.rows(100)
    try withFile(Sample.file(rows, closing: false)) { path in
      let reader = try LogReader(path: path, access: .indexed)
      #expect(reader.ending == .interrupted)
      #expect(Sample.read(reader).count == rows.count)
    }
    // Cut off in the index.
    try withFile(Sample.file(rows).dropLast(16)) { path in
      let reader = try LogReader(path: path, access: .indexed)
      #expect(reader.ending == .cut && !reader.damage.isEmpty)
      #expect(Sample.read(reader).count == rows.count)
    }
  }

  /// Times may be equal, also where two blocks meet: the index is as good then.
  @Test func equalTimesWhereBlocksMeetAreNoReasonToLookFurther() throws {
    var rows = Sample.rows(64)
    // Blocks have 16 rows.
    for first in [16, 32, 48] { rows[first].values[0] = rows[first - 1].values[0] }
    var bytes = try Sample.file(rows)
    // Whoever looks at the frames sees this.
    let victim = try Sample.read(bytes).reader.blocks[1]
    bytes[Int(victim.byteOffset)] ^= 0xFF
    try withFile(bytes) { path in
      #expect(try LogReader(path: path).damage != [])
      let indexed = try LogReader(path: path, access: .indexed)
      #expect(indexed.damage == [] && indexed.blocks.map(\.rowCount) == [16, 16, 16, 16])
    }
  }

  /// An index that is intact, and says itself that rows are missing: whoever believed it would not.
  @Test(arguments: [1, 2])
  func anIndexWithAGapIsNotBelieved(count: UInt64) throws {
    var file = VectorFile()
    file.start(blocks: 1)
    file.nextRow = 4 + count
    file.block(VectorFile.block(6..<8))
    file.index()
    let reader = try LogReader(bytes: file.bytes, name: "", access: .indexed)
    #expect(reader.blocks.map(\.rows) == [0..<4, 4 + count..<6 + count])
    #expect(reader.damage.compactMap(\.rows) == [4..<4 + count])
  }

  /// Summaries are read when they are asked for. By then another file may have the name, which differs
  /// in nothing but its values.
  @Test func summariesOfAFileThatTookTheNameAreNotThoseOfTheBlocks() throws {
    var header = Sample.header
    header.tag = RecordingTag(number: 7)
    let rows = RecoverySample.rows(64, of: 1)
    try withFile(RecoverySample.file(rows, header: header)) { path in
      let indexed = try LogReader(path: path, access: .indexed)
      #expect(indexed.blocks[0].ranges[1].maximum == rows[15].values[1])
      let other = try RecoverySample.file(RecoverySample.rows(64, of: 2), header: header)
      try Data(other).write(to: URL(fileURLWithPath: path + ".new"))
      #expect(rename(path + ".new", path) == 0)
      // So wide that nobody passes the block over.
      for range in indexed.blocks[0].ranges[1...2] {
        #expect(range.minimum == UInt64(bitPattern: .min))
        #expect(range.maximum == UInt64(bitPattern: .max))
      }
    }
  }

  /// An index whose checksum matches, but which speaks of other blocks than there are.
  @Test func anIndexThatDoesNotFitIsNotBelieved() throws {
    let sound = try Sample.file(Sample.rows(100))
    let rows = try Sample.read(sound).rows
    let size = Int(sound[sound.count - 8]) | Int(sound[sound.count - 7]) << 8
    let frame = sound.count - size
    var (refused, believed) = (0, 0)
    for offset in frame + 8..<sound.count - 8 {
      for bit in [0, 3, 7] {
        var bytes = sound
        bytes[offset] ^= 1 << UInt8(bit)
        let checksum = bytes[(frame + 8)..<(bytes.count - 4)].withUnsafeBytes {
          XXH32.hash($0, seed: FrameKind.index.rawValue)
        }
        withUnsafeBytes(of: checksum.littleEndian) {
          bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: $0)
        }
        try withFile(bytes) { path in
          let reader = try LogReader(path: path, access: .indexed)
          // No row is ever another than it was: blocks say themselves what they are.
          for (number, row) in Sample.read(reader) {
            #expect(row.values == rows[number]?.values, "offset \(offset), bit \(bit)")
          }
          if Sample.read(reader).count == rows.count { refused += 1 } else { believed += 1 }
        }
      }
    }
    // The index is proven each time; what of it is believed leads to blocks that say something else.
    #expect(refused > 100 && believed > 100)
  }

  @Test func mutationsNeverTrapTheIndexedReader() throws {
    let sound = try Sample.file(Sample.rows(300))
    var generator = SeededGenerator(11)
    for _ in 0..<600 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let tail = Bool.random(using: &generator) ? 600 : bytes.count
        let offset = bytes.count - Int.random(in: 1...tail, using: &generator)
        bytes[offset] = UInt8.random(in: 0...255, using: &generator)
      }
      try withFile(bytes) { path in
        guard let reader = try? LogReader(path: path, access: .indexed) else { return }
        _ = Sample.read(reader)
        for block in reader.blocks { _ = block.ranges }
      }
    }
  }

  /// The second block's times begin a moment before those of the first end.
  @Test func anIndexWhoseTimesOverlapIsNotBelieved() throws {
    var file = VectorFile()
    file.start(blocks: 2)
    file.index { $0.entries[1].firstTime = $0.entries[0].lastTime - 1 }
    let whole = try LogReader(bytes: file.bytes, name: "")
    let indexed = try LogReader(bytes: file.bytes, name: "", access: .indexed)
    #expect(indexed.blocks.map(\.times) == whole.blocks.map(\.times))
  }

  /// Its blocks are where it says, but it is not this recording's: the file has lost its own.
  @Test func anIndexOfAnotherRecordingIsNotBelieved() throws {
    var file = VectorFile()
    file.start(blocks: 2)
    file.index { $0.tag = 0x7A67_0002 }
    let whole = try LogReader(bytes: file.bytes, name: "")
    #expect(whole.ending == .cut && !whole.damage.isEmpty)
    let indexed = try LogReader(bytes: file.bytes, name: "", access: .indexed)
    #expect(indexed.ending == whole.ending && indexed.damage == whole.damage)
  }
}
