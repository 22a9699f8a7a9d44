@testable import ReadingsFormat

/// What slack and zeros lead to, and what is within them. Section 13.3.
extension Vector {
  private static func scanned(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  static let slack: [Vector] = [
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
    built(.good, "undefined-with-block", "An undefined frame with a block in it, which is none.") {
      $0.start(blocks: 1)
      $0.wrapBlock(4..<6, in: 0x184D_2A56)
      $0.frames.removeLast(2)
      $0.index()
    },
    scanned("behind-index-slack-cut", "A slack frame behind the index that is cut off.") {
      $0.start(blocks: 1)
      $0.index()
      $0.slack(32)
      $0.cut(to: $0.bytes.count - 8)
      $0.harm($0["slack"])
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
    scanned(
      "undefined-sealed", "An undefined frame with a tag and a checksum: it proves nothing by that."
    ) {
      $0.start(blocks: 1)
      let sealed = ByteBuilder.sealed(0x184D_2A57, [7, 0, 0x68, 0x7A, 1, 2, 3, 4])
      $0.undefined(7, Array(sealed[8...]))
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
    scanned(
      "slack-into-frame", "A slack frame that ends inside an intact block: that leads nowhere."
    ) {
      $0.start(blocks: 1)
      var head = ByteBuilder()
      head.append(UInt32(0x184D_2A55))
      head.append(UInt32(24))
      head.append([UInt8](repeating: 0xA5, count: 16))
      $0.append("slack of 24 that has 16", head.bytes)
      $0.harm($0["slack"])
      $0.block(VectorFile.block(4..<8))
      $0.index()
    },
    scanned("slack-head-cut", "Cut off in the head of a slack frame.") {
      $0.start(blocks: 1)
      $0.slack(8)
      $0.cut(to: $0["slack"].lowerBound + 6)
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
