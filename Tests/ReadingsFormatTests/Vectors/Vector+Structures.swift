@testable import ReadingsFormat

/// Frames, headers, schemas and blocks of sound files.
extension Vector {
  private static func good(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.good, name, shows, build) }

  static let structures: [Vector] = [
    good("one-row", "A block of one row; no column varies.") {
      $0.start()
      $0.block(VectorFile.block(0..<1))
      $0.index()
    },
    good("time-alone", "A schema of one column, the time.") {
      $0.header()
      $0.schema(VectorFile.schema(of: [VectorFile.time]))
      $0.block(BlockRecipe([.plain([0, 10, 30])]))
      $0.index()
    },
    good("blocks", "Several blocks, one of them of one row, and an index.") {
      $0.start(blocks: 2)
      $0.block(VectorFile.block(8..<9))
      $0.block(VectorFile.block(9..<12))
      $0.index()
    },
    good("no-rows", "A closed file without rows.") {
      $0.start()
      $0.slack(32)
      $0.index()
    },
    good("events", "Labels in a block: empty, not ASCII, on the first and on the last row.") {
      $0.start()
      let labels = ["", "größer 🙂", "", "a \"quoted\" \\ line\nand a tab\t"]
      let events = zip([0, 1, 3, 4], labels).map { Event(row: $0, label: $1) }
      $0.block(VectorFile.block(0..<5, events: events))
      $0.index()
    },
    good("schema-change", "Another schema, and the first one again, each behind its slack frame.") {
      $0.start(blocks: 1)
      $0.slack(32, filledWith: 0)
      $0.schema(VectorFile.wider)
      $0.block(
        BlockRecipe([
          .plain([4000, 5000, 6000]), .plain([4096, 4096, 4096]), .plain([1, 1, 7]),
        ]))
      $0.slack(32, filledWith: 0)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(7..<9))
      $0.index()
    },
    good("types", "All types at their ends: signed, unsigned, and doubles with NaN and -0.") {
      $0.header()
      $0.schema(VectorFile.typed)
      let doubles: [UInt64] = [
        0x8000_0000_0000_0000, 0, 0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000,
        0x7FF8_0000_0000_0001, 0xFFF4_0000_DEAD_BEEF, 1, 0x7FEF_FFFF_FFFF_FFFF,
      ]
      $0.block(
        BlockRecipe([
          .plain([0, 1, 2, 3, 4, 5, 6, 7]),
          .plain([.min, .max, 0, -1, 1, .max, .min, .min]),
          ColumnRecipe(bits: [.max, 0, 1 << 63, .max >> 1, 1, .max, 0, 5], .raw),
          ColumnRecipe(bits: doubles, .raw),
        ]))
      $0.index()
    },
    good("nan", "A column of doubles that are all NaN, and one that starts with it.") {
      $0.header()
      var columns = VectorFile.typed.columns
      columns[1].type = .float64
      columns.remove(at: 2)
      $0.schema(VectorFile.schema(of: columns))
      let nan: UInt64 = 0x7FF8_0000_0000_0000
      $0.block(
        BlockRecipe([
          .plain([0, 1, 2]), ColumnRecipe(bits: [nan, nan, nan], .constant),
          ColumnRecipe(bits: [nan, (1.5).bitPattern, (-2.5).bitPattern], .raw),
        ]))
      $0.index()
    },
    good("long-runs", "LZ4 literals and matches whose lengths take several bytes.") {
      $0.header()
      $0.schema(VectorFile.plain)
      let noise = (0..<500).map { (Int64($0) &* 0x1F3D_5B79_0246_8ACE) >> 20 }
      for values in [noise, noise.map { _ in 7 } + noise, [0, 1] + noise.map { _ in 7 }] {
        var block = BlockRecipe([
          .plain(values.indices.map { Int64($0) * 1000 }),
          ColumnRecipe(values, .raw),
        ])
        block.isCompressed = true
        $0.block(block)
      }
      $0.index()
    },
    good("rows-1024", "A block of 1,024 rows, all of which are shown, and one of 1,025.") {
      $0.header()
      $0.schema(VectorFile.plain)
      for count in [1024, 1025] as [Int64] { $0.block(VectorFile.block(0..<count)) }
      $0.index()
    },
    good("slack-of-none-at-the-end", "A slack frame without payload behind the index.") {
      $0.start(blocks: 1)
      $0.index()
      $0.slack(0)
    },
    good(
      "scale-of-doubles", "A column of doubles with a multiplier and an exponent: they say nothing."
    ) {
      $0.header()
      var columns = VectorFile.typed.columns
      columns[3].scale = Scale(multiplier: 3, exponent: -2)
      $0.schema(VectorFile.schema(of: columns))
      $0.block(
        BlockRecipe([
          .plain([0, 1]), .plain([1, 1]), .plain([2, 2]),
          ColumnRecipe(bits: [(0.5).bitPattern, (1.5).bitPattern], .raw),
        ]))
      $0.index()
    },
    good("zeros-of-both-signs", "Doubles whose smallest or largest is a zero, of either sign.") {
      $0.header()
      $0.schema(VectorFile.typed)
      let (zero, below) = ((0.0).bitPattern, (-0.0).bitPattern)
      let columns: [[UInt64]] = [
        [below, below, below], [zero, below, (1.0).bitPattern], [(-1.0).bitPattern, below, zero],
      ]
      for column in columns {
        let next = Int64($0.nextRow)
        $0.block(
          BlockRecipe([
            .plain([next, next + 1, next + 2]), .plain([1, 1, 1]), .plain([2, 2, 2]),
            ColumnRecipe(bits: column, .raw),
          ]))
      }
      $0.index()
    },
    good("ranges", "Ranges with every combination of parts, and an odd number of columns.") {
      $0.header()
      $0.schema(VectorFile.integers(8))
      let columns: [[Int64]] = [
        [0, 1, 2, 3], [5, 5, 5, 5], [5, 4, 3, 5], [5, 6, 7, 5], [5, 4, 7, 5], [5, 6, 8, 9],
        [9, 4, 8, 6], [9, 10, 8, 6], [6, 3, 12, 9],
      ]
      $0.block(BlockRecipe(columns.map { .plain($0) }))
      $0.index()
    },
    good("long-varints", "Varints longer than they need be, up to ten bytes.") {
      $0.start()
      var block = VectorFile.block(0..<3, events: [Event(row: 1, label: "long")])
      block.varintBytes = 10
      $0.block(block)
      $0.index { $0.varintBytes = 9 }
    },
    good("texts", "Names, units and header texts that are not ASCII; scales at their ends.") {
      var header = VectorFile.usualHeader
      header.processName = "prozeß"
      header.hostName = ""
      $0.header(
        header, fields: VectorFile.usualFields + [.init(2, Array("prozeß".utf8)), .init(3, [])])
      let unit = MetricUnit(String(repeating: "ü", count: 32))
      $0.schema(
        VectorFile.schema(
          of: [
            Column("zeit", unit: "jiffies", kind: .time),
            Column("höhe", unit: unit, scale: Scale(multiplier: .max, exponent: 18)),
            Column("e\u{301}tage", kind: .counter, scale: Scale(exponent: -18)),
          ]))
      $0.block(BlockRecipe([.plain([1, 2]), .plain([3, 4]), .plain([5, 6])]))
      $0.index()
    },
    good("bad-utf8", "Texts with bytes that are no UTF-8, which show as U+FFFD.") {
      var header = VectorFile.usualHeader
      header.hostName = "a\u{FFFD}b\u{FFFD}"
      $0.header(header, fields: VectorFile.usualFields + [.init(3, [0x61, 0xFF, 0x62, 0xC3])])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    good("bare-header", "A header without fields and without the number that ends them.") {
      $0.header(LogHeader(format: "rdg 1.0"), fields: [], end: [])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    good("header-rest", "Three bytes that are not zero between the last field and the checksum.") {
      $0.header(
        fields: VectorFile.usualFields + [.init(99, [1, 2, 3, 4, 5, 6, 7])],
        end: [0xFF, 0xFF, 0xFF])
      precondition($0.bytes.suffix(7).prefix(3) == [0xFF, 0xFF, 0xFF], "there is padding")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    good(
      "header-fields",
      "Every field; of one that is there twice the last counts, of a long one the start."
    ) {
      var header = VectorFile.usualHeader
      header.processID = 77
      header.bootID = "boot"
      header.coreCount = 3
      header.pageSize = 16_384
      header.wallClockNanoseconds = -1
      header.recordingID = RecordingID(bits: 0x0123_4567_89AB_CDEF_0011_2233_4455_6677)
      header.fileNumber = 1
      header.firstRow = 0
      $0.header(
        header,
        fields: VectorFile.usualFields + [
          .init(4, Array("boot".utf8)), .init(5, UInt32(3)), .init(6, UInt64(1) << 32 | 16_384),
          .init(8, Int64(-1)),
          .init(10, UInt128(0x0123_4567_89AB_CDEF_0011_2233_4455_6677)), .init(11, UInt32(1)),
          .init(12, UInt64(0)), .init(1, UInt32(77)),
        ])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    good("later-file", "A later file of a recording: its first row is not 0.") {
      var header = VectorFile.usualHeader
      header.recordingID = RecordingID(bits: 5)
      header.fileNumber = 3
      header.firstRow = 5_000_000_000
      $0.header(
        header,
        fields: VectorFile.usualFields + [
          .init(10, UInt128(5)), .init(11, UInt32(3)), .init(12, UInt64(5_000_000_000)),
        ])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<3))
      $0.index()
    },
    good("last-row-number", "The largest first row that there may be.") {
      var header = VectorFile.usualHeader
      header.firstRow = UInt64(Int64.max)
      $0.header(header, fields: VectorFile.usualFields + [.init(12, UInt64(Int64.max))])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<3))
      // The index could not say which row comes next.
      $0.isScanned = true
    },
    good("slack", "Slack frames, empty and full of other frames' bytes, and undefined ones.") {
      $0.header()
      $0.slack(0)
      $0.undefined(6, [])
      $0.undefined(15, Array("0123456789abcdef".utf8))
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<3))
      $0.append(
        "slack with a block in it",
        ByteBuilder.frame(
          0x184D_2A55, Array($0.bytes[$0["block"].lowerBound..<$0["columns"].upperBound])))
      $0.block(VectorFile.block(3..<5))
      $0.index()
      $0.slack(8)
      $0.slack(0)
    },
    good("most-rows", "A block with as many rows as there may be, in few bytes.") {
      $0.header()
      $0.schema(VectorFile.integers(3))
      let rows = Int64(0)..<65_535
      $0.block(
        BlockRecipe([
          ColumnRecipe(rows.map { 10_000 * $0 }, .deltas(base: 10_000)),
          ColumnRecipe(rows.map { _ in 7 }, .constant),
          ColumnRecipe(rows.map { -3 * $0 }, .deltas(base: -3)),
          ColumnRecipe(
            rows.map { 20_000 * $0 }, .deltas(link: .init(column: 0, multiplier: 2))),
        ]))
      $0.index()
    },
  ]
}
