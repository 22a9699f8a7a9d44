@testable import ReadingsFormat

/// Blocks that have rows of others, and what slack leads to. Sections 13.2 and 13.3.
extension Vector {
  private static func scanned(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  /// A block of rows with values of their own.
  private static func block(
    _ rows: Range<Int64>, _ value: Int64, events: [Event] = []
  ) -> BlockRecipe {
    var block = BlockRecipe(
      [.plain(rows.map { 1000 * $0 }), .plain(rows.map { value + $0 % 3 })], events: events)
    block.firstRow = UInt64(rows.lowerBound)
    return block
  }

  static let copies: [Vector] = [
    scanned("twice", "A block is there twice, and counts once.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-other", "Two blocks with the same rows and other values: the first counts.") {
      $0.start(blocks: 1)
      $0.block(block(4..<8, 50, events: [Event(row: 1, label: "first")]))
      $0.block(block(4..<8, 70, events: [Event(row: 2, label: "second")]))
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-first-damaged", "A block and a copy of it: the column frame is damaged.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 1, byte: -12)
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-second-damaged", "A block and a copy of it, whose column frame is damaged.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 2, byte: -12)
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-frames-apart", "Of a block and its copy one frame each is intact.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 1, byte: -12)
      $0.flip("block", 2, byte: 43)
      $0.index { $0.entries.removeLast() }
    },
    scanned("overlap-behind", "A block that begins with rows of the one before: the rest is new.") {
      $0.start()
      $0.block(block(0..<4, 50, events: [Event(row: 3, label: "first")]))
      $0.block(
        block(
          2..<6, 70,
          events: [Event(row: 1, label: "second"), Event(row: 2, label: "new")]))
    },
    scanned("overlap-before", "A block that ends with rows of an earlier one: the rest is new.") {
      $0.start()
      $0.block(block(2..<6, 50))
      $0.block(block(0..<4, 70, events: [Event(row: 1, label: "new")]))
    },
    scanned("overlap-around", "A block with rows of an earlier one in its middle.") {
      $0.start()
      $0.block(block(2..<4, 50))
      $0.block(block(0..<6, 70, events: [Event(row: 0, label: "a"), Event(row: 5, label: "b")]))
    },
    scanned("overlap-within", "A block all of whose rows are in an earlier one.") {
      $0.start()
      $0.block(block(0..<6, 50))
      $0.block(block(2..<4, 70))
    },
    scanned("overlap-two", "A block with the rows of two earlier ones, and those between them.") {
      $0.start()
      $0.block(block(0..<2, 50))
      $0.block(block(4..<6, 60))
      $0.block(block(1..<7, 70))
    },
    scanned("overlap-schemas", "Overlapping blocks under two schemas.") {
      $0.start()
      $0.block(block(0..<3, 50))
      $0.schema(VectorFile.wider)
      var wide = block(1..<5, 70)
      wide.columns.append(.plain([1, 2, 3, 4]))
      $0.block(wide)
    },
    scanned("overlap-open", "Open rows that a block has as well, with other values.") {
      $0.start()
      $0.block(block(0..<4, 50))
      $0.nextRow = 2
      $0.open(OpenRecipe(VectorFile.openRows(2..<7, labels: [3: "old", 5: "new"])))
    },
    scanned("two-open-frames", "Two open frames with the same rows: the first counts.") {
      $0.start(blocks: 1)
      for row in [Int64(4), 40] {
        var open = OpenRecipe(VectorFile.openRows(row..<row + 3))
        open.firstRow = 4
        $0.open(open)
      }
      // What the first one covers is damaged, but for what proves itself.
      let copy = $0["copy"].lowerBound
      $0.harm($0["open"].lowerBound + Control.end..<copy)
    },
    scanned("slack-with-block", "A block in a slack frame of a file that is not sound: it counts.")
    {
      $0.start(blocks: 1)
      $0.wrapBlock(4..<6, in: 0x184D_2A55)
    },
    scanned(
      "behind-index-undefined", "An undefined frame behind the index: a block in it counts then."
    ) {
      $0.start(blocks: 1)
      $0.index()
      $0.wrapBlock(4..<6, in: 0x184D_2A56)
    },
    built(.good, "behind-index-slack", "A slack frame behind the index: a block in it is none.") {
      $0.start(blocks: 1)
      $0.index()
      $0.wrapBlock(4..<6, in: 0x184D_2A55)
      $0.frames.removeLast(2)
    },
    scanned("slack-to-end", "Slack frames and undefined ones up to the end: no damage.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.undefined(7, [1, 2, 3, 4, 5, 6, 7, 8])
      $0.slack(0)
    },
    scanned("slack-to-zeros", "A slack frame that ends where zeros begin: no damage.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.append("zeros", [UInt8](repeating: 0, count: 32))
    },
    scanned("slack-to-frame", "Slack and undefined frames before an intact block: no damage.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.undefined(7, [1, 2, 3, 4, 5, 6, 7, 8])
      $0.block(VectorFile.block(4..<6))
    },
    scanned("slack-to-nothing", "A slack frame that ends where nothing is.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.append("noise", [UInt8](repeating: 0xAA, count: 16))
      $0.block(VectorFile.block(4..<6))
      $0.harm($0["slack"])
      $0.harm($0["noise"])
    },
    scanned("slack-to-damage", "A slack frame before a damaged block frame: it leads to nothing.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.block(VectorFile.block(4..<6))
      $0.flip("block", 1, byte: 43)
      $0.harm($0["slack"])
    },
    scanned("slack-2-32", "A slack frame that says that it reaches far behind the file's end.") {
      $0.start(blocks: 1)
      $0.append("slack of 2³² - 8", [0x55, 0x2A, 0x4D, 0x18, 0xF8, 0xFF, 0xFF, 0xFF])
      $0.harm($0["slack"])
      $0.block(VectorFile.block(4..<8))
      $0.index()
    },
    scanned("slack-head", "A slack frame's size is damaged; what follows proves itself.") {
      $0.start(blocks: 1)
      $0.slack(32, filledWith: 0)
      $0.block(VectorFile.block(4..<8))
      $0.index()
      $0.flip($0["slack"].lowerBound + 5)
      $0.harm($0["slack"])
    },
    scanned("undefined-odd", "An undefined frame whose size is no multiple of 8, and zeros.") {
      $0.start(blocks: 1)
      $0.undefined(6, [1, 2, 3])
      $0.append("zeros", [0, 0, 0, 0, 0])
      $0.harm($0["undefined"].lowerBound..<$0["zeros"].upperBound)
      $0.block(VectorFile.block(4..<8))
      $0.index()
    },
    scanned("zeros-between", "Zeros between two blocks are damage.") {
      $0.start(blocks: 1)
      $0.append("zeros", [UInt8](repeating: 0, count: 24))
      $0.harm($0["zeros"])
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    scanned("zeros-at-the-end", "Zeros behind the index are no damage.") {
      $0.start(blocks: 1)
      $0.index()
      $0.append("zeros", [UInt8](repeating: 0, count: 24))
    },
    scanned("slack-of-a-change", "The head of a schema change's slack frame is damaged.") {
      $0.schemaChange()
      $0.flip($0["slack"].lowerBound, bit: 7)
      $0.harm($0["slack"])
    },
    scanned("slack-of-a-change-stale", "A schema change's slack frame has an open frame's head.") {
      $0.schemaChange()
      let slack = $0["slack"]
      var head = ByteBuilder()
      head.append(UInt32(0x184D_2A53))
      head.append(UInt32($0.bytes.count - slack.lowerBound - 8))
      $0.overwrite(slack.lowerBound, with: head.bytes, "an open frame's head")
      $0.note("open frame in place of slack", .open, at: slack.lowerBound, size: Control.end) {
        $0.told = [4..<4]
        $0.open = .init(
          schemaID: VectorFile.plain.id, firstRow: 4, rows: slack.lowerBound + 4096, capacity: 6,
          count: 0)
      }
    },
  ]
}

extension VectorFile {
  /// A file with a schema change as a writer leaves it: the slack frame has the empty open frame's
  /// control.
  fileprivate mutating func schemaChange() {
    start(blocks: 1)
    slack(32, filledWith: 0)
    let control = Control(
      tag: tag, schemaID: schema.id, firstRow: nextRow, distance: 4096, capacity: 6, count: 0)
    overwrite(self["slack"].lowerBound + 8, with: control.bytes, "an empty open frame's control")
    schema(Self.wider)
    block(BlockRecipe([.plain([4000, 5000]), .plain([4096, 4096]), .plain([1, 7])]))
    index()
  }

  /// A skippable frame whose payload is a block, as a scan finds it.
  fileprivate mutating func wrapBlock(_ rows: Range<Int64>, in magic: UInt32) {
    let firstRow = UInt64(rows.lowerBound)
    let (recipe, schema) = (Self.block(rows), schema)
    let (block, column) = recipe.frames(schema: schema, firstRow: firstRow, tag: tag)
    let place = bytes.count + 8
    let numbers = firstRow..<UInt64(rows.upperBound)
    append("frame with a block in it", ByteBuilder.frame(magic, block + column))
    note("block within", .block, at: place, size: block.count) { $0.told = [numbers] }
    note("columns within", .columns, at: place + block.count, size: column.count) {
      $0.told = [numbers]
      $0.run = Run(
        firstRow: firstRow, schema: schema, columns: recipe.columns.map(\.values))
    }
  }
}
