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
    closed("header", "The header's checksum does not match.") { $0.flip("header", byte: 30) },
    closed("header-magic", "The first magic number is damaged; the signature tells what it is.") {
      $0.flip("header", byte: 0, bit: 7)
    },
    damaged(
      "header-as-block", "The first magic number has become a block's, whose rules the fields keep."
    ) {
      // The name's beginning is where a block's rows and events are.
      let fields = VectorFile.usualFields
      $0.header(fields: [fields[1], fields[0]] + fields[2...])
      $0.schema(VectorFile.plain)
      for rows in [0..<4, 4..<8] as [Range<Int64>] { $0.block(VectorFile.block(rows)) }
      $0.index()
      $0.flip("header", byte: 0, bit: 1)
    },
    closed("header-signature", "The signature is damaged; the magic number tells what it is.") {
      $0.flip("header", byte: 12)
    },
    closed("header-both", "Signature and first magic number are damaged: the frames are there.") {
      $0.flip($0["header"].lowerBound + 1)
      $0.flip("header", byte: 12)
    },
    closed("header-size", "The header's size is damaged.") { $0.flip("header", byte: 4, bit: 3) },
    closed("tag", "The tag in a block frame is damaged, and its checksum tells.") {
      $0.flip("block", 1, byte: 8)
    },
    closed("schema", "The schema is damaged; the index has it once more.") {
      $0.flip("schema", byte: 20)
    },
    damaged("schema-lost", "The schema is damaged, and nothing else has it: no row can be read.") {
      $0.start(blocks: 2)
      $0.flip("schema", byte: 20)
    },
    closed("block-summary", "A bit of a block's ranges is flipped: the column frame has the rows.")
    {
      $0.flip("block", 1, byte: 43)
    },
    closed("block-magic", "A block's magic number is damaged: the column frame has the rows.") {
      $0.flip("block", 1, byte: 0, bit: 3)
    },
    closed("block-size", "A block's size is damaged: the column frame has the rows.") {
      $0.flip("block", 1, byte: 5)
    },
    closed("block-count", "A block's count is damaged: the column frame has the rows.") {
      $0.flip("block", 1, byte: Control.countOffset)
    },
    closed("block-as-open", "A block's magic number has become that of an open frame.") {
      $0.flip("block", 1, byte: 0)
      let block = $0.position("block", 1)
      // The control proves it: it tells of the rows, which are not where it says.
      // It is the last open frame, and covers itself.
      $0.damage = []
      $0.frames[block].kind = .open
      $0.frames[block].isProven = true
      $0.frames[block].open = .init(
        schemaID: VectorFile.plain.id, firstRow: 4, rows: 1 << 20, capacity: 16, count: 4)
    },
    closed("columns", "A bit of a column frame is flipped: the block frame tells of the rows.") {
      $0.flip("columns", 1, byte: -12)
    },
    closed("columns-head", "A column frame's size is damaged: the block frame tells of the rows.") {
      $0.flip("columns", 1, byte: 9)
    },
    closed("columns-magic", "A column frame's magic number is damaged.") {
      $0.flip("columns", 1, byte: 2)
    },
    closed("first-block", "The first block is lost; the header's first row tells.") {
      $0.loseBlock(0)
    },
    damaged("first-block-later", "The first block of a later file is lost; the header tells.") {
      let (header, fields) = VectorFile.header(firstRow: 100)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.block(VectorFile.block(4..<6))
      $0.loseBlock(0)
    },
    closed("first-block-and-header", "The first block and the header are lost; the index tells.") {
      $0.loseBlock(0)
      $0.flip("header", byte: 30)
    },
    damaged(
      "first-block-untold", "The first block and the header are lost; nothing tells of its rows."
    ) {
      $0.start(blocks: 2)
      $0.loseBlock(0)
      $0.flip("header", byte: 30)
    },
    closed("middle-block", "A block in the middle is lost: the rows around it say which, and when.")
    {
      $0.loseBlock(1)
    },
    closed("last-block", "The last block is lost; the index tells.") { $0.loseBlock(2) },
    damaged("last-block-untold", "The last block is lost; nothing tells of its rows.") {
      $0.start(blocks: 3)
      $0.loseBlock(2)
    },
    damaged("last-block-by-control", "The last block is lost; an open frame without rows tells.") {
      $0.start(blocks: 2)
      $0.open()
      $0.loseBlock(1)
    },
    closed("two-blocks", "Two blocks in a row are lost.") {
      $0.loseBlock(0)
      $0.loseBlock(1)
    },
    closed("index", "The index is damaged: all rows are there, but not the end.") {
      $0.flip("index", byte: 20)
    },
    closed("index-footer", "The size in the index's footer is damaged.") {
      $0.flip("index", byte: -8)
    },
    closed("index-magic", "The index's magic number has become that of a schema.") {
      $0.flip("index", byte: 0, bit: 2)
      $0.flip($0["index"].lowerBound)
    },
    closed("everything", "Every frame is damaged.") {
      $0.flip("header", byte: 30)
      $0.flip("schema", byte: 20)
      for number in 0..<3 {
        $0.flip("block", number, byte: 43)
        $0.flip("columns", number, byte: -12)
      }
      $0.flip("index", byte: 20)
    },
    closed("zeroed-page", "Zeros over the end of a block and the start of the next one.") {
      $0.zero($0["columns", 0].upperBound - 16..<$0["block", 1].lowerBound + 40)
    },
    closed("zeroed-end", "The last page is zeros: the end of the file is lost.") {
      $0.zero($0["block", 2].lowerBound..<$0.bytes.count)
      $0.damage = []
    },
    closed("taken-out", "A block's bytes are taken out: the rows around it tell.") {
      $0.remove($0["block", 1].lowerBound..<$0["columns", 1].upperBound)
    },
    closed("put-in", "Seven bytes are put in, so that the frames behind are at odd offsets.") {
      $0.insert([1, 2, 3, 4, 5, 6, 7], at: $0["block", 1].lowerBound, "bytes 1 to 7")
    },
    closed("put-before", "Seven bytes before the header: the frames are found all the same.") {
      $0.insert([1, 2, 3, 4, 5, 6, 7], at: 0, "bytes 1 to 7")
    },
    closed("cut-in-header", "Cut off in the header.") { $0.cut(to: 40) },
    closed("cut-in-schema", "Cut off in the schema.") { $0.cut(to: $0["schema"].lowerBound + 30) },
    closed("cut-in-block", "Cut off in a block frame, behind its control.") {
      $0.cut(to: $0["block", 1].lowerBound + 48)
    },
    closed("cut-in-columns", "Cut off in a column frame: the block frame tells of the rows.") {
      $0.cut(to: $0["columns", 1].lowerBound + 20)
    },
    closed("cut-behind-block", "Cut off behind a block: nothing but the end is missing.") {
      $0.cut(to: $0["columns", 1].upperBound)
    },
    closed("cut-in-index", "Cut off in the index.") { $0.cut(to: $0["index"].upperBound - 3) },
    damaged("magic-alone", "Four bytes: the magic number of a header.") {
      $0.append("header", [0x50, 0x2A, 0x4D, 0x18])
      $0.harm(0..<4)
      $0.isScanned = true
    },
    damaged("signature-alone", "A signature in its place, and nothing else.") {
      $0.append("header", [UInt8](repeating: 0xAA, count: 12) + Array("READINGS".utf8))
      $0.harm(0..<20)
      $0.isScanned = true
    },
    damaged("lz4", "A column frame, and nothing else.") {
      let column = VectorFile.block(0..<2)
        .frames(schema: VectorFile.plain, firstRow: 0, tag: $0.tag).column
      $0.append("columns", .columns, column) { $0.told = [0..<2] }
      $0.isScanned = true
    },
  ]
}

extension VectorFile {
  /// Damages a block frame and its column frame, in their heads as well.
  mutating func loseBlock(_ number: Int) {
    let (block, columns) = (self["block", number], self["columns", number])
    zero(block.lowerBound..<block.lowerBound + 40)
    zero(columns.upperBound - 8..<columns.upperBound)
  }
}
