@testable import ReadingsFormat

/// Closed files with damage in each kind of frame.
extension Vector {
  private static func damaged(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.damaged, name, shows, build) }

  /// A closed file with three blocks of four rows, to be damaged.
  private static func closed(
    _ name: String, _ shows: String, _ change: (inout VectorFile) -> Void
  ) -> Vector {
    damaged(name, shows) {
      $0.start(blocks: 3)
      $0.index()
      change(&$0)
    }
  }

  static let damaged: [Vector] = [
    closed("header", "The header's checksum does not match; its frame can be searched past.") {
      $0.flip(30, harming: $0["header"])
      $0.header = nil
    },
    closed(
      "header-magic", "The first magic number is damaged; the signature tells what the file is."
    ) {
      $0.flip(0, bit: 7, harming: $0["header"])
      $0.header = nil
    },
    closed("header-signature", "The signature is damaged; the magic number tells what the file is.")
    {
      $0.flip(8, harming: $0["header"])
      $0.header = nil
    },
    closed("schema", "The schema is damaged; the index has it once more.") {
      $0.flip($0["schema"].lowerBound + 20, harming: $0["schema"])
    },
    damaged("schema-lost", "The schema is damaged, and nothing else has it: no row can be read.") {
      $0.start(blocks: 2)
      $0.flip($0["schema"].lowerBound + 20, harming: $0["schema"])
      $0.schemas = []
      $0.lose(0)
      $0.lose(1)
    },
    closed("block-summary", "A bit of a block's ranges is flipped: the column frame has the rows.")
    {
      let block = $0["block", 1]
      $0.flip(block.lowerBound + 46, harming: block)
    },
    closed("block-magic", "A block's magic number is damaged; its payload proves it.") {
      $0.flip($0["block", 1].lowerBound, bit: 3)
    },
    closed("block-size", "A block's size is damaged; it stands in the payload once more.") {
      $0.flip($0["block", 1].lowerBound + 5)
    },
    closed("block-as-open", "A block's magic number has become that of an open frame.") {
      $0.flip($0["block", 1].lowerBound)
    },
    closed("block-count", "A block's count word is damaged: the column frame has the rows.") {
      let block = $0["block", 1]
      $0.flip(block.lowerBound + 9, harming: block)
    },
    closed("block-control", "A block's control is damaged: the column frame has the rows.") {
      let block = $0["block", 1]
      $0.flip(block.lowerBound + 16, harming: block)
    },
    closed(
      "columns", "A bit of a column frame is flipped: the block frame says which rows are lost."
    ) {
      let columns = $0["columns", 1]
      $0.flip(columns.upperBound - 12, harming: columns)
      $0.lose(1)
    },
    closed(
      "columns-head", "A column frame's size is damaged: the block frame says which rows are lost."
    ) {
      let columns = $0["columns", 1]
      $0.flip(columns.lowerBound + 9, harming: columns)
      $0.lose(1)
    },
    closed("first-block", "The first block is lost; the header says that there were rows.") {
      $0.loseBlock(0)
    },
    closed("middle-block", "A block in the middle is lost: the rows around it say which, and when.")
    {
      $0.loseBlock(1)
    },
    closed("last-block", "The last block is lost; the index says so.") {
      $0.loseBlock(2)
    },
    closed("two-blocks", "Two blocks in a row are lost.") {
      $0.loseBlock(0)
      $0.loseBlock(1)
    },
    closed("index", "The index is damaged: all rows are there, but not the end.") {
      let index = $0["index"]
      $0.flip(index.lowerBound + 20, harming: index)
      $0.ending = .cut
    },
    damaged("slack-head", "A slack frame's size is damaged; what follows proves itself.") {
      $0.start(blocks: 1)
      $0.slack(56, filledWith: 0)
      $0.block(VectorFile.block(4..<8))
      $0.index()
      let slack = $0["slack"]
      $0.flip(slack.lowerBound + 5, harming: slack)
    },
    damaged(
      "schema-change-head",
      "The head of a schema change's slack frame is damaged; its control looks like an open frame's."
    ) {
      $0.schemaChange()
      $0.flip($0["slack"].lowerBound, bit: 7)
    },
    damaged(
      "schema-change-stale",
      "The page with a schema change's slack frame is older than what follows."
    ) {
      $0.schemaChange()
      let slack = $0["slack"]
      var head = ByteBuilder()
      head.append(UInt32(0x184D_2A53))
      head.append(UInt32($0.bytes.count - slack.lowerBound - 8))
      $0.overwrite(slack.lowerBound, with: head.bytes, "an open frame's head")
    },
    damaged("undefined-head", "An undefined frame's size is damaged; what follows proves itself.") {
      $0.start(blocks: 1)
      $0.undefined(7, [1, 2, 3, 4, 5, 6, 7, 8])
      $0.block(VectorFile.block(4..<8))
      $0.index()
      let frame = $0["undefined"]
      $0.flip(frame.lowerBound + 4, bit: 4, harming: frame)
    },
    closed("zeroed-page", "Zeros over the end of a block and the start of the next one.") {
      let (first, second) = ($0["columns", 0], $0["block", 1])
      $0.zero(first.upperBound - 16..<second.lowerBound + 40)
      $0.lose(0)
      // The second one's column frame is still there.
    },
    closed("zeroed-end", "The last page is zeros: the end of the file is lost.") {
      let block = $0["block", 2]
      $0.zero(block.lowerBound..<$0.bytes.count)
      $0.damage = []
      $0.runs[2] = nil
      $0.ending = .cut
    },
    closed("taken-out", "A block's bytes are taken out: the next one's first row tells.") {
      $0.remove($0["block", 1].lowerBound..<$0["columns", 1].upperBound)
      $0.lose(1)
    },
    closed("put-in", "Seven bytes are put in, so that the frames behind are at odd offsets.") {
      $0.insert([1, 2, 3, 4, 5, 6, 7], at: $0["block", 1].lowerBound, "bytes 1 to 7")
      $0.harm($0["block", 1].lowerBound..<$0["block", 1].lowerBound + 7)
    },
    closed("twice", "A block is there twice, and counts once.") {
      let block = $0["block", 1].lowerBound..<$0["columns", 1].upperBound
      $0.insert(Array($0.bytes[block]), at: block.upperBound, "block and columns before it")
      $0.harm(block.upperBound..<block.upperBound + block.count)
    },
    closed("put-together", "Two recordings in one file, with the same rows: the first one counts.")
    {
      var other = VectorFile()
      other.header(
        fields: VectorFile.usualFields + [.init(1, UInt32(43))])
      other.schema(VectorFile.plain)
      for number in 0..<Int64(2) {
        let rows = VectorFile.openRows(4 * number..<4 * number + 4).map(\.values)
        other.block(
          BlockRecipe(
            (0..<2).map { column in
              ColumnRecipe(bits: rows.map { $0[column] + 7 }, .deltas(zigzag: true))
            }))
      }
      other.index()
      let end = $0.bytes.count
      $0.insert(other.bytes, at: end, "another file, of process 43")
      $0.harm(end..<$0.bytes.count)
      $0.recordingCount = 2
    },
    closed("newer-behind", "A file to which the header of a newer version was appended.") {
      var other = VectorFile()
      other.header(version: (2, 0))
      let end = $0.bytes.count
      $0.insert(other.bytes, at: end, "the header of version 2.0")
      $0.recordingCount = 2
    },
    closed("twice-whole", "A whole file twice: its rows count once.") {
      let (end, bytes) = ($0.bytes.count, $0.bytes)
      $0.insert(bytes, at: end, "the file itself")
      $0.harm(end..<$0.bytes.count)
    },
    closed("swapped", "Two blocks have changed places; their rows are all there.") {
      let first = $0["block", 0].lowerBound..<$0["columns", 0].upperBound
      let second = $0["block", 1].lowerBound..<$0["columns", 1].upperBound
      let swapped = Array($0.bytes[second] + $0.bytes[first])
      $0.overwrite(first.lowerBound, with: swapped, "the second block, and the first behind it")
    },
    closed("cut-in-header", "Cut off in the header.") {
      $0.cut(to: 40)
      $0.header = nil
      $0.forget(from: 0)
      $0.harm(0..<40)
    },
    closed("cut-in-schema", "Cut off in the schema.") {
      let schema = $0["schema"]
      $0.cut(to: schema.lowerBound + 30)
      $0.forget(from: 0)
      $0.harm(schema.lowerBound..<$0.bytes.count)
    },
    closed("cut-in-block", "Cut off in a block frame, which passes for an open one without rows.") {
      let block = $0["block", 1]
      $0.cut(to: block.lowerBound + 48)
      $0.lose(1)
      $0.forget(from: 2)
      $0.harm(block.lowerBound..<block.lowerBound + 8)
      $0.ending = .interrupted
    },
    closed("cut-in-control", "Cut off in a block frame's control.") {
      let block = $0["block", 1]
      $0.cut(to: block.lowerBound + 30)
      $0.forget(from: 1)
      $0.harm(block.lowerBound..<$0.bytes.count)
    },
    closed("cut-in-columns", "Cut off in a column frame: the block frame says which rows are lost.")
    {
      let columns = $0["columns", 1]
      $0.cut(to: columns.lowerBound + 20)
      $0.lose(1)
      $0.forget(from: 2)
      $0.harm(columns.lowerBound..<$0.bytes.count)
    },
    closed("cut-behind-block", "Cut off behind a block: nothing but the end is missing.") {
      $0.cut(to: $0["columns", 1].upperBound)
      $0.forget(from: 2)
    },
    closed("cut-in-index", "Cut off in the index.") {
      let index = $0["index"]
      $0.cut(to: index.upperBound - 3)
      $0.harm(index.lowerBound..<$0.bytes.count)
      $0.ending = .cut
    },
  ]
}

extension VectorFile {
  /// Damages a block frame and its column frame, in their heads as well.
  fileprivate mutating func loseBlock(_ number: Int) {
    let (block, columns) = (self["block", number], self["columns", number])
    zero(block.lowerBound..<block.lowerBound + 40)
    zero(columns.upperBound - 8..<columns.upperBound)
    damage = [block.lowerBound..<columns.upperBound]
    lose(number)
  }

  /// Takes the blocks from one on out of the result: the file ends before them, and nothing tells
  /// that they were there.
  fileprivate mutating func forget(from run: Int) {
    for number in run..<runs.count { runs[number] = nil }
    if run == 0 && bytes.count < self["schema"].upperBound { schemas = [] }
    ending = .cut
  }

  /// A file with a schema change as a writer leaves it: the slack frame has the empty open frame's
  /// count word and controls.
  fileprivate mutating func schemaChange() {
    start(blocks: 1)
    slack(56, filledWith: 0)
    let slack = self["slack"]
    let control = BlockRecipe.control(
      firstRow: nextRow, schemaID: schema.id, distance: 4096, capacity: 6)
    var left = ByteBuilder()
    left.append(UInt64(0xFFFF_FFFF) << 32)
    left.append(control + control)
    overwrite(slack.lowerBound + 8, with: left.bytes, "an empty open frame's count and controls")
    schema(Self.wider)
    block(BlockRecipe([.plain([4000, 5000]), .plain([4096, 4096]), .plain([1, 7])]))
    index()
  }
}
