import Testing

@testable import ReadingsFormat

/// Where a scan finds frames, and when it ends.
@Suite struct FrameScanTests {
  /// A scan looks at 64 KiB at a time: a magic number may lie across their end.
  @Test(arguments: -5...5)
  func aFrameIsFoundWhereverTwoLooksMeet(distance: Int) throws {
    var file = VectorFile()
    file.start(blocks: 1)
    // From the end of a proven frame on.
    file.append("noise", [UInt8](repeating: 0xAA, count: (64 << 10) + distance))
    file.block(VectorFile.block(4..<8))
    file.index()
    let reader = try LogReader(bytes: file.bytes, name: "", access: .scanned)
    #expect(reader.blocks.map(\.rows) == [0..<4, 4..<8])
    #expect(reader.damage.map(\.byteCount) == [UInt64((64 << 10) + distance)])
  }

  /// Section 13.4: what failing proofs cost is bounded, and it is said when the bound is met. Each of
  /// these frames claims the rest of the file, and its checksum does not match.
  @Test func falseStartsUseUpTheBudget() throws {
    func file(starts: Int) -> [UInt8] {
      var file = HostileFile()
      let size = 2 << 20
      for start in 0..<starts { file.appendHead(.index, payload: size - 8 * start - 8) }
      file.appendZeros(size - 8 * starts)
      file.appendSchema()
      file.appendBlock(firstRow: 0)
      return file.bytes
    }
    func isCut(_ starts: Int) throws -> Bool {
      try LogReader(bytes: file(starts: starts), name: "", access: .scanned).damage
        .contains { $0.reason == "so much is damaged that not all was looked at" }
    }
    // 64 MiB and a little are 32 of them.
    #expect(try !isCut(31))
    #expect(try isCut(40))
  }

  /// A column frame may be proven and break a rule all the same: it gives nothing, and takes nothing
  /// from a copy behind it.
  @Test func aCopyStandsInForContentThatBreaksARule() throws {
    var file = VectorFile()
    file.start(blocks: 1)
    for isDamaged in [true, false] {
      var block = VectorFile.block(4..<8, events: [Event(row: 2, label: "event")])
      block.firstRow = 4
      // A byte is left over.
      if isDamaged { block.changeContent = { $0.append(0) } }
      file.block(block)
    }
    file.index { $0.entries.removeLast() }
    let reader = try LogReader(bytes: file.bytes, name: "", access: .scanned)
    #expect(reader.blocks.map(\.rows) == [0..<4, 4..<8])
    let block = ColumnBlock()
    try reader.decode(1, into: block)
    for row in 0..<4 {
      let values = VectorFile.row(4 + Int64(row)).map { UInt64(bitPattern: $0) }
      #expect((0..<2).map { block[column: $0, row: row] } == values)
    }
    #expect(block.events == [Event(row: 2, label: "event")])
    #expect(reader.damage.compactMap(\.rows) == [])
  }

  /// Rows behind three schema frames, the second run of which is before the first: the third is near to
  /// the largest number so far, and not to the last one that was found. Section 13.2, step 3.
  @Test func rowsThatAreFoundAreNearToTheEndOfWhatIsKnown() throws {
    let firstRows: [UInt64] = [1 << 32 + 1 << 31 - 16, 1 << 32 + 10, 1 << 32 + 1 << 31 + 100]
    var file = VectorFile()
    for firstRow in firstRows {
      file.schema(VectorFile.plain)
      file.rows(VectorFile.openRows(0..<5), firstRow: firstRow)
    }
    let reader = try LogReader(bytes: file.bytes, name: "", access: .scanned)
    #expect(reader.blocks.map(\.firstRow) == firstRows.sorted())
  }

  /// Bytes behind the last frame: how many, also where it is one, and where zeros follow.
  @Test(arguments: [1, 2, 7], [0, 9])
  func allThatIsBehindTheLastFrameIsDamaged(count: Int, zeros: Int) throws {
    let noise = [UInt8](repeating: 0xAA, count: count) + [UInt8](repeating: 0, count: zeros)
    for isClosed in [true, false] {
      var file = VectorFile()
      file.start(blocks: 1)
      if isClosed { file.index() } else { file.open() }
      let end = UInt64(file.bytes.count)
      let reader = try LogReader(bytes: file.bytes + noise, name: "")
      #expect(reader.damage.map(\.byteOffset) == [end])
      #expect(reader.damage.map(\.byteCount) == [UInt64(count)])
    }
  }
}
