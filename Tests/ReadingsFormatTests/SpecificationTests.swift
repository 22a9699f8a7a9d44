import Testing

@testable import ReadingsFormat

/// Compares what Spec/format.md shows with what the code does.
@Suite(.serialized) struct SpecificationTests {
  private static let hint: Comment = """
    Spec/format.md differs from the code. If the code is right, run the tests with \
    READINGS_UPDATE_SPEC=1 in the environment and look at what has changed.
    """

  /// Compares a dump with the document's, or writes it there.
  private func compare(_ name: String, _ lines: [String]) throws {
    let expected = ["```text"] + lines + ["```"]
    if SpecificationDocument.isUpdating {
      try SpecificationDocument().replace(name, with: expected)
    }
    let actual = try #require(try SpecificationDocument().part(name))
    for (number, pair) in zip(expected, actual).enumerated() where pair.0 != pair.1 {
      Issue.record("\(name), line \(number): “\(pair.1)”, but is “\(pair.0)”; \(Self.hint)")
      return
    }
    #expect(expected.count == actual.count, Self.hint)
  }

  /// Files grow by pages, and a block keeps its control, which says where the rows were.
  private static let hasSmallPages = SystemCall.pageSize == 4096

  @Test(.enabled(if: hasSmallPages))
  func dumpOfAClosedFile() throws {
    try compare("dump:closed", FileListing.lines(of: TinyRecording.file(rows: 5, closing: true)))
  }

  @Test(.enabled(if: hasSmallPages))
  func dumpOfAnOpenFrame() throws {
    let bytes = try TinyRecording.file(rows: 3, closing: false)
    let open = frames(of: bytes).last!
    let columns = TinyRecording.schema.columns.count
    try compare("dump:open", FileListing.lines(of: bytes, from: open, columnCount: columns))
  }

  /// Where the frames of a file start; skippable ones only.
  private func frames(of bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var offset = 0
    while offset < bytes.count, bytes[offset] & 0xF0 == 0x50 {
      starts.append(offset)
      offset += 8 + (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
    }
    return starts
  }

  /// Then LZ4 has nothing to shorten, and the dump is the same with every version of it.
  @Test func theTinyBlockRepeatsNothing() throws {
    let bytes = try TinyRecording.file(rows: 5, closing: true)
    let reader = try Sample.read(bytes).reader
    #expect(reader.damage == [])
    let block = try #require(reader.blocks.first)
    let end = Int(block.byteOffset + block.byteCount) - LZ4Frame.tailSize
    let start = try #require(
      (0..<end).first { bytes[$0...].starts(with: [0x04, 0x22, 0x4D, 0x18]) })
    let content = bytes[start + LZ4Frame.headSize..<end]
    let quads = content.indices.dropLast(3).map { Array(content[$0..<$0 + 4]) }
    #expect(quads.count > 16 && Set(quads).count == quads.count)
  }

  @Test func tableOfFrames() throws {
    let table = try #require(try SpecificationDocument().table("table:frames"))
    var expected = FrameKind.skippable.compactMap { magic in
      FrameKind(rawValue: magic).map { [name(magic), "\($0)"] }
    }
    expected.append([name(LZ4Frame.magic), "column"])
    #expect(table.map { Array($0.prefix(2)) } == expected)
  }

  private func name(_ magic: UInt32) -> String { "0x" + String(magic, radix: 16, uppercase: true) }

  @Test func tableOfFields() throws {
    let table = try #require(try SpecificationDocument().table("table:fields"))
    let expected = (0...UInt16.max).compactMap { number in
      HeaderFrame.Field(rawValue: number).map { ["\(number)", "\($0)"] }
    }
    #expect(table.map { Array($0.prefix(2)) } == expected)
  }

  @Test func tableOfMeanings() throws {
    let table = try #require(try SpecificationDocument().table("table:meanings"))
    let expected: [(String, Meaning)] = [
      ("application", .application), ("time", .time), ("virtualMemory", .virtualMemory),
      ("residentMemory", .residentMemory), ("peakResidentMemory", .peakResidentMemory),
      ("userCPU", .userCPU), ("systemCPU", .systemCPU), ("minorFaults", .minorFaults),
      ("majorFaults", .majorFaults), ("voluntarySwitches", .voluntarySwitches),
      ("involuntarySwitches", .involuntarySwitches), ("blockReads", .blockReads),
      ("blockWrites", .blockWrites), ("allocatedBytes", .allocatedBytes),
      ("freedBytes", .freedBytes), ("cores", .cores), ("droppedEvents", .droppedEvents),
      ("allocations", .allocations), ("frees", .frees), ("ioReadChars", .ioReadChars),
      ("ioWrittenChars", .ioWrittenChars), ("ioReadCalls", .ioReadCalls),
      ("ioWriteCalls", .ioWriteCalls), ("ioStorageReads", .ioStorageReads),
      ("ioStorageWrites", .ioStorageWrites), ("ioCancelledWrites", .ioCancelledWrites),
      ("threads", .threads), ("descriptors", .descriptors), ("descriptorLimit", .descriptorLimit),
      ("cgroupMemory", .cgroupMemory), ("cgroupMemoryLimit", .cgroupMemoryLimit),
      ("cgroupOOMKills", .cgroupOOMKills), ("cgroupCPU", .cgroupCPU),
      ("cgroupThrottledTime", .cgroupThrottledTime),
      ("cgroupThrottledPeriods", .cgroupThrottledPeriods), ("cgroupCPULimit", .cgroupCPULimit),
      ("pressureCPUSome", .pressureCPUSome), ("pressureMemorySome", .pressureMemorySome),
      ("pressureMemoryFull", .pressureMemoryFull), ("pressureIOSome", .pressureIOSome),
      ("pressureIOFull", .pressureIOFull),
      ("schedulerDelay", .schedulerDelay),
      ("proportionalMemory", .proportionalMemory),
      ("uniqueMemory", .uniqueMemory),
      ("swappedMemory", .swappedMemory),
      ("hugePageMemory", .hugePageMemory),
    ]
    #expect(table.map { Array($0.prefix(2)) } == expected.map { ["\($0.1.rawValue)", $0.0] })
  }

  @Test func tableOfKindsAndTypes() throws {
    let document = try SpecificationDocument()
    let kinds = try #require(document.table("table:kinds"))
    #expect(
      kinds.map { Array($0.prefix(2)) } == Column.Kind.allCases.map { ["\($0.rawValue)", "\($0)"] })
    let types = try #require(document.table("table:types"))
    let names = ["i64", "u64", "f64"]
    #expect(
      types.map { Array($0.prefix(2)) }
        == Column.ValueType.allCases.map { ["\($0.rawValue)", names[Int($0.rawValue)]] })
  }

  @Test func tableOfLimits() throws {
    let table = try #require(try SpecificationDocument().table("table:limits"))
    let limits = Dictionary(table.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    let expected: [(String, Int)] = [
      ("columns of a schema", Schema.maximumColumnCount),
      ("bytes of a schema frame", Schema.maximumByteCount),
      ("rows of a block", Limits.rows),
      ("values of a block, rows times columns", Limits.values),
      ("number of a first row", Int(Limits.number)),
      ("offset in an index", Int(Limits.number)),
      ("content of a column frame, in bytes", Limits.content),
      ("tiers of a packed run", PackedRun.maximumTiers),
      ("bytes of a text in the header, for writers", Limits.headerText),
    ]
    for (what, limit) in expected { #expect(limits[what] == "\(limit)", "\(what)") }
    #expect(limits["content of a column frame, by its size"] == "\(Limits.expansion) times")
  }

  /// The code names the section that each of its parts keeps to.
  @Test func sectionsThatTheCodeNames() throws {
    let headings = try SpecificationDocument().headings
    let named = try SpecificationDocument.sectionsNamedInSources()
    #expect(named.count > 10)
    for (file, section) in named {
      #expect(headings.contains(section), "\(file) names a section “\(section)”")
    }
  }

  /// Each line of the examples is a column's bytes in hexadecimal, an arrow, and its values.
  @Test func examplesOfColumns() throws {
    let lines = try #require(try SpecificationDocument().part("examples:columns"))
      .filter { $0.contains("→") }
    #expect(lines.count >= 4)
    for line in lines {
      let sides = line.split(separator: "→")
      let bytes = sides[0].split(separator: " ").map { UInt8($0, radix: 16)! }
      let values = sides[1].split(separator: " ").map { Int64($0)! }
      #expect(try decode(bytes, count: values.count) == values, "\(line)")
    }
  }

  /// Decodes a code as that of column 1, behind a column that the text names.
  private func decode(_ bytes: [UInt8], count: Int) throws -> [Int64] {
    let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
    let reference: [UInt64] = [0, 10, 20, 20, 50]
    var values = [UInt64](repeating: 0, count: 2 * count)
    values.replaceSubrange(0..<min(count, 5), with: reference.prefix(count))
    var scratch = [UInt64](repeating: 0, count: ColumnCodec.scratchWords(count))
    try padded.withUnsafeBytes { all in
      var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: all[..<bytes.count]))
      try values.withUnsafeMutableBufferPointer { values in
        try scratch.withUnsafeMutableBufferPointer { scratch in
          try ColumnCodec.decode(
            &cursor, column: 1, count: count, into: values.baseAddress! + count,
            scratch: scratch.baseAddress!)
        }
      }
      #expect(cursor.remaining == 0)
    }
    return values[count...].map { Int64(bitPattern: $0) }
  }
}
