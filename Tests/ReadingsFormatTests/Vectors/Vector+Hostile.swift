@testable import ReadingsFormat

/// Frames that break a rule, with checksums that match.
extension Vector {
  private static func hostile(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.hostile, name, shows, build) }

  /// A schema frame that is not one, before a sound one with another id.
  private static func schema(
    _ name: String, _ shows: String, _ payload: (inout ByteBuilder) -> Void
  ) -> Vector {
    hostile(name, shows) {
      $0.header()
      var builder = ByteBuilder()
      builder.append(UInt32(9))
      payload(&builder)
      $0.append("schema 9", ByteBuilder.sealed(0x184D_2A51, builder.bytes))
      $0.harm($0["schema"])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    }
  }

  /// A schema of the time and a column with these fields.
  private static func column(
    _ name: String, _ shows: String, kind: UInt8 = 2, type: UInt8 = 0, multiplier: UInt32 = 1,
    exponent: Int8 = 0, unit: String = "", column: String = "b", time: (UInt8, UInt8) = (0, 0)
  ) -> Vector {
    schema(name, shows) { builder in
      builder.append(UInt32(2))
      let columns: [(UInt8, UInt8, UInt32, Int8, String, String)] = [
        (time.0, time.1, 1, -7, "seconds", "a"), (kind, type, multiplier, exponent, unit, column),
      ]
      for (kind, type, multiplier, exponent, unit, name) in columns {
        builder.append(kind)
        builder.append(type)
        builder.append(UInt16(0))
        builder.append(multiplier)
        builder.append(exponent)
        builder.append(UInt8(unit.utf8.count))
        builder.append(UInt16(name.utf8.count))
        builder.append(unit + name)
      }
    }
  }

  /// A header that is not one, before sound frames.
  private static func header(
    _ name: String, _ shows: String, fields: [VectorFile.Field], end: [UInt8] = [0, 0, 0, 0]
  ) -> Vector {
    hostile(name, shows) {
      $0.header(nil, fields: fields, end: end)
      $0.harm($0["header"])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    }
  }

  static let hostile: [Vector] = [
    header(
      "field-short", "A field of the header that is shorter than its type.",
      fields: [.init(7, UInt32(1))]),
    header(
      "field-outside", "A field of the header that reaches behind its end.", fields: [],
      end: [2, 0, 0xFF, 0xFF]),
    header("first-row-2-63", "A first row of 2⁶³.", fields: [.init(12, UInt64(1) << 63)]),
    schema("no-column", "A schema without columns.") { $0.append(UInt32(0)) },
    schema("columns-4097", "A schema that says that it has 4097 columns.") {
      $0.append(UInt32(4097))
    },
    schema("columns-2-32", "A schema that says that it has 2³² - 1 columns.") {
      $0.append(UInt32.max)
    },
    column("unknown-kind", "A column of a kind that is not defined.", kind: 3),
    column("unknown-type", "A column of a type that is not defined.", type: 3),
    column("second-time", "Two columns of times.", kind: 0),
    column("no-time", "A first column that is not the time.", time: (1, 0)),
    column("time-as-double", "Times that are doubles.", time: (0, 2)),
    column("no-name", "A column without a name.", column: ""),
    column("long-name", "A name of 1025 bytes.", column: String(repeating: "n", count: 1025)),
    column("same-name", "Two columns with one name.", column: "a"),
    column("long-unit", "A unit of 65 bytes.", unit: String(repeating: "u", count: 65)),
    column("multiplier-0", "A multiplier of 0.", multiplier: 0),
    column("exponent-19", "An exponent of 19.", exponent: 19),
    column("exponent-minus-19", "An exponent of -19.", exponent: -19),
    hostile("time-goes-back", "Times that decrease, which readers must not fail at.") {
      $0.start()
      $0.block(BlockRecipe([.plain([500, 400, 300]), .plain([1, 2, 3])]))
      $0.block(BlockRecipe([.plain([-100, 0]), .plain([4, 5])]))
      $0.index()
    },
    hostile("rows-0", "A block that says that it has no rows; the column frame says it right.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.claimedRows = 0
      $0.block(block)
      $0.harm($0["block", 1])
      $0.index()
    },
    hostile("rows-65536", "A block that says that it has 65,536 rows.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.claimedRows = 65_536
      $0.block(block)
      $0.harm($0["block", 1])
      $0.index()
    },
    hostile("more-events-than-rows", "A block frame with more events than rows.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.moreEvents = 3
      $0.block(block)
      $0.harm($0["block", 1])
      $0.index()
    },
    hostile("range-bits", "A range with bit 3 set: the ranges are made anew from the values.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.ranges = [0x08, 0, 0]
      $0.block(block)
      $0.harm($0["block", 1])
      $0.index()
    },
    hostile("ranges-cut", "Ranges that end too early.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.ranges = [0x77]
      $0.block(block)
      $0.harm($0["block", 1])
      $0.index()
    },
    hostile("schema-unknown", "A block with the id of a schema that is not there.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.schema = VectorFile.wider
      block.ranges = [0, 0, 0]
      $0.block(block)
      $0.lose(1)
      $0.harm($0["block", 1].lowerBound..<$0["columns", 1].upperBound)
      $0.index()
    },
    hostile("index-anywhere", "An index that points outside the file and into other frames.") {
      $0.start(blocks: 2)
      var entries = $0.entries
      entries[0].byteOffset = 3
      entries[0].byteCount = 1
      entries[1].byteOffset = 1 << 62
      $0.index(entries: entries)
    },
    hostile("index-rows", "An index with more rows than there are blocks.") {
      $0.start(blocks: 2)
      var entries = $0.entries
      entries.append(entries[1])
      entries[2].byteOffset += entries[2].byteCount
      entries[2].firstRow = 8
      entries[2].rowCount = 4996
      $0.index(entries: entries)
      $0.lostRows = [8..<5004]
    },
    hostile(
      "index-of-another", "An index that lists other blocks with the rows of those that are there."
    ) {
      $0.start(blocks: 2)
      var entries = $0.entries
      for number in entries.indices {
        entries[number].firstTime += 1
        entries[number].lastTime += 1
      }
      $0.index(entries: entries)
      $0.harm($0["index"])
      $0.ending = .cut
    },
    hostile("index-2-60", "An index that says that it has 2⁶⁰ blocks.") {
      $0.start(blocks: 2)
      $0.hostileIndex([0] + [UInt8](repeating: 0x80, count: 8) + [16, 0, 0, 0, 0])
    },
    hostile("index-schemas-2-60", "An index that says that it has 2⁶⁰ schemas.") {
      $0.start(blocks: 2)
      $0.hostileIndex([UInt8](repeating: 0x80, count: 8) + [16, 0, 0, 0, 0])
    },
    hostile("index-overflow", "An index whose offsets add up to more than 2⁶³.") {
      $0.start(blocks: 2)
      let large = [UInt8](repeating: 0xFF, count: 8) + [0x7F]
      $0.hostileIndex([0, 2] + large + [1, 0, 1, 0, 0, 0] + large + [1, 0, 1, 0, 0, 0])
    },
    hostile("slack-2-32", "A slack frame that says that it reaches far behind the file's end.") {
      $0.start(blocks: 1)
      $0.append("slack of 2³² - 8", [0x55, 0x2A, 0x4D, 0x18, 0xF8, 0xFF, 0xFF, 0xFF])
      $0.harm($0["slack"])
      $0.block(VectorFile.block(4..<8))
      $0.index()
    },
    hostile("undefined-odd", "An undefined frame whose size is no multiple of 8.") {
      $0.start(blocks: 1)
      $0.undefined(6, [1, 2, 3])
      $0.bytes += [0, 0, 0, 0, 0]
      let frame = $0["undefined"]
      $0.harm(frame.lowerBound..<frame.upperBound + 5)
      $0.block(VectorFile.block(4..<8))
      $0.index()
    },
    hostile("open-count-large", "An open frame with more rows than it has room for.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<10))
      open.count = 100_000
      $0.open(open)
    },
    hostile("open-rows-outside", "An open frame whose rows are behind the end of the file.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.control(distance: 8 * 0x1FFF_FFFF, capacity: 6)
      $0.runs[1] = nil
      $0.lostRows = [4..<6]
    },
    hostile(
      "open-rows-in-the-head", "An open frame whose rows are said to begin with the frame itself."
    ) {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.control(distance: 0, capacity: 6)
      $0.runs[1] = nil
      $0.lostRows = [4..<6]
      $0.harm($0["open"].lowerBound..<$0["open"].lowerBound + 48)
    },
    hostile("open-capacity-0", "An open frame whose controls have no room for a row.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.control(distance: 64 + 256 + 88, capacity: 0)
      $0.runs[1] = nil
      $0.harm($0["open"])
      $0.ending = .cut
    },
    hostile(
      "label-outside", "Labels that are said to be behind the end of the file, and to reach there."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7, labels: [4: "a", 5: "b"]))
      open.references = [4 - 4: .max, 6 - 4: 5]
      $0.open(open)
      let labels = $0["open"].upperBound - 64
      $0.overwrite(labels + 32, with: [0xFF, 0xFF, 0xFF, 0xFF], "the length of a label")
      $0.harm(labels + 32..<labels + 40)
      $0.runs[1]!.events = [
        Event(row: 0, label: "\u{FFFD}"), Event(row: 1, label: "b"),
        Event(row: 2, label: "\u{FFFD}"),
      ]
    },
    hostile("no-recording", "Another file: refused.", refused: .notARecording) {
      $0.append("text", Array("This is no recording at all.".utf8))
    },
    hostile("nothing", "A file of no bytes: refused.", refused: .notARecording) { _ in },
    hostile("lz4", "An LZ4 frame of something else: refused.", refused: .notARecording) {
      $0.append(
        "LZ4 frame", BlockRecipe([.plain([1])]).columnFrame(schema: VectorFile.plain, firstRow: 0))
    },
    hostile("magic-alone", "Four bytes: the magic number of a header.") {
      $0.append("header", [0x50, 0x2A, 0x4D, 0x18])
      $0.harm(0..<4)
    },
    hostile("header-alone", "A header, and nothing behind it.") { $0.header() },
  ]

  private static func hostile(
    _ name: String, _ shows: String, refused: ReadingsError.Code,
    _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.hostile, name, shows, refused: refused, build) }
}

extension VectorFile {
  /// An index frame with this payload, which breaks a rule.
  fileprivate mutating func hostileIndex(_ payload: [UInt8]) {
    append("index", ByteBuilder.sealed(0x184D_2A54, payload))
    harm(self["index"])
  }

  /// Writes another control into the open frame, twice.
  fileprivate mutating func control(distance: Int, capacity: UInt16) {
    let control = BlockRecipe.control(
      firstRow: nextRow, schemaID: schema.id, distance: distance, capacity: capacity)
    overwrite(self["open"].lowerBound + 16, with: control + control, "controls")
  }
}
