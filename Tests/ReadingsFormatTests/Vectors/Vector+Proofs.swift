@testable import ReadingsFormat

/// What of several frames and rows counts, and whose they are. Spec/format.md, sections 12.2 and 13.2.
extension Vector {
  private static func scanned(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.hostile, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  /// Two schemas with one id: the checksum of their descriptions is the same.
  private static let twins = ["aaloa", "jodcf"].map {
    VectorFile.schema(of: [VectorFile.time, Column($0, unit: .bytes)])
  }

  static let proofs: [Vector] = [
    scanned("last-block-by-count", "The last block is lost; a control with a damaged count tells.")
    {
      $0.start(blocks: 2)
      $0.open()
      $0.damageCount()
      $0.loseBlock(1)
    },
    scanned(
      "index-behind-control", "Another recording's index right behind an open frame's control."
    ) {
      $0.start(blocks: 3)
      var open = OpenRecipe(VectorFile.openRows(12..<15))
      open.count = 2
      let other = VectorFile.other(blocks: 0)
      open.reserve = Array(other.bytes[other["index"]])
      $0.open(open)
      $0.note(
        "index of another", .index, at: $0["open"].lowerBound + Control.end,
        size: other["index"].count
      ) { $0.tag = other.tag }
    },
    scanned(
      "schema-behind-control", "Another recording's schema right behind an open frame's control."
    ) {
      $0.start(blocks: 3)
      var open = OpenRecipe(VectorFile.openRows(12..<15))
      open.count = 2
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.schema(VectorFile.wider)
      open.reserve = other.bytes
      $0.open(open)
      $0.note(
        "schema of another", .schema, at: $0["open"].lowerBound + Control.end,
        size: other.bytes.count
      ) {
        $0.tag = other.tag
        $0.schemas = [VectorFile.wider]
      }
    },
    built(
      .good, "copy-behind-control", "An open frame without a reserve: its copy is no other one."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<8))
      open.count = 3
      open.reserveSize = 0
      $0.open(open)
    },
    built(
      .hostile, "schema-in-rows",
      "An open frame without reserve and copy: a schema where rows begin."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      (open.reserveSize, open.hasCopy) = (0, false)
      $0.open(open)
      var other = VectorFile()
      other.schema(VectorFile.wider)
      $0.overwrite($0["open"].lowerBound + Control.end, with: other.bytes, "a schema frame")
    },
    scanned(
      "rows-behind-schema-of-another", "Rows of a recording behind another one's schema frame."
    ) {
      $0.start(blocks: 2)
      let own = $0.tag
      $0.tag = 0x0DD_0001
      $0.schema(VectorFile.plain)
      $0.tag = own
      $0.rows(VectorFile.openRows(8..<13), firstRow: 8)
      $0.harm($0["5 rows"])
    },
    scanned(
      "open-schema-of-another", "Open rows whose schema nothing but another recording's frame has."
    ) {
      $0.header()
      $0.schema(VectorFile.plain)
      for rows in [0..<4, 4..<8] as [Range<Int64>] { $0.block(VectorFile.block(rows)) }
      $0.schema = VectorFile.wider
      var open = OpenRecipe((8..<11).map { OpenRecipe.Row(VectorFile.row($0) + [$0]) })
      open.hasCopy = false
      $0.open(open)
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.schema(VectorFile.wider)
      $0.insert(
        0..<other.bytes.count, of: other, at: $0["open"].lowerBound, "another recording's schema")
    },
    scanned("schemas-of-another", "A recording with a schema of its own behind another one.") {
      $0.start(blocks: 3)
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.header()
      other.schema(VectorFile.wider)
      $0.append(other, "another recording")
    },
    scanned("row-number-2-31", "An open row that proves itself with a number 2³¹ above its own.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7))
      open.rows[1].number = 5 + 1 << 31
      $0.open(open)
      $0.ruinRow(5 + 1 << 31)
    },
    scanned(
      "open-rows-of-two-frames",
      "An open frame before a block, whose rows another block has: they prove themselves."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(1..<4, labels: [2: "12345678"]))
      (open.firstRow, open.reserveSize, open.capacity, open.labelBytes) = (1, 0, 3, 16)
      $0.open(open)
      $0.nextRow = 4
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    scanned(
      "groups-in-order",
      "Two groups of rows behind a schema frame, with some numbers twice: the first places count."
    ) {
      $0.start()
      var rows = VectorFile.openRows(10..<14) + VectorFile.openRows(32..<38)
      for place in 4..<10 { rows[place].number = UInt64(8 + place) }
      $0.rows(rows, firstRow: 10)
    },
    scanned(
      "groups-near-told",
      "Two groups of rows behind a schema frame: both are near to what was told before them."
    ) {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      var rows = VectorFile.openRows(0..<4) + VectorFile.openRows(4..<8)
      for place in 0..<4 {
        rows[place].number = UInt64(1 << 32 + 1 << 31 - 16 + place)
        rows[4 + place].number = UInt64(1 << 31 + 10 + place)
      }
      $0.rows(rows, firstRow: 0)
    },
    scanned(
      "groups-across",
      "Rows of which the first is 2³¹ - 2 above what is told: the others follow it."
    ) {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.rows(VectorFile.openRows(0..<5), firstRow: 1 << 32 + 1 << 31 - 2)
    },
    scanned(
      "bytes-not-frames", "A recording of many small frames behind one of two that are larger."
    ) {
      $0.schema(VectorFile.integers(20))
      $0.schema = VectorFile.plain
      var other = VectorFile()
      other.tag = 0x0DD_0001
      for _ in 0..<3 { other.schema(VectorFile.schema(of: [VectorFile.time])) }
      $0.append(other, "another recording")
    },
    scanned(
      "groups-between-ends", "Rows whose numbers may be 2³¹ above what is told or below: the lower."
    ) {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32 + 100)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.rows(VectorFile.openRows(0..<5), firstRow: 1 << 31 + 100)
    },
    built(.hostile, "one-id", "Two schemas with one id in a sound file: the first counts.") {
      $0.header()
      for twin in twins { $0.schema(twin) }
      $0.schema = twins[0]
      $0.block(VectorFile.block(0..<2))
      $0.index { $0.schemas = [twins[0]] }
    },
    scanned(
      "one-id-of-another", "Two schemas with one id, the first of another recording: it counts."
    ) {
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.schema(twins[1])
      $0.append(other, "another recording's schema")
      $0.header()
      $0.schema(twins[0])
      $0.frames[$0.position("schema", 1)].schemas = [twins[1]]
      $0.schema = twins[1]
      $0.rows(VectorFile.openRows(0..<4), firstRow: 0)
    },
    scanned("one-id-in-an-index", "Two schemas with one id, the first in an index: it counts.") {
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.index { $0.schemas = [twins[1]] }
      $0.append(other, "another recording's index")
      $0.header()
      $0.schema(twins[0])
      $0.frames[$0.position("schema")].schemas = [twins[1]]
      $0.schema = twins[1]
      $0.block(VectorFile.block(0..<4))
    },
    scanned(
      "schemas-of-an-index",
      "Two schemas that only an index has still, and blocks in another order: that of the rows."
    ) {
      $0.start()
      $0.schema(VectorFile.schema(of: [VectorFile.time, Column("later")]))
      var block = VectorFile.block(2..<4)
      block.firstRow = 2
      $0.block(block)
      block = VectorFile.block(0..<2)
      (block.schema, block.firstRow) = (VectorFile.plain, 0)
      $0.block(block)
      $0.index { $0.entries = [] }
      for number in 0..<2 { $0.zero($0["schema", number]) }
    },
  ]
}
