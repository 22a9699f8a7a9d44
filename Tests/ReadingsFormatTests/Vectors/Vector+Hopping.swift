@testable import ReadingsFormat

/// Files whose frames are all intact, but that are not sound: one for each rule of section 12.1.
extension Vector {
  private static func scanned(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  /// A closed file one of whose frames has another recording's tag.
  private static func foreign(
    _ name: String, _ shows: String, _ build: (inout VectorFile, UInt32) -> Void
  ) -> Vector { scanned(name, shows) { build(&$0, 0x0DD_0001) } }

  static let hopping: [Vector] = [
    foreign("foreign-schema", "The schema frame is another recording's: it stands in.") {
      $0.header()
      let own = $0.tag
      $0.tag = $1
      $0.schema(VectorFile.plain)
      $0.tag = own
      $0.block(VectorFile.block(0..<4))
      $0.index { $0.schemas = [VectorFile.plain] }
    },
    foreign("foreign-block", "A block is another recording's: its rows are not this one's.") {
      $0.start(blocks: 1)
      let own = $0.tag
      $0.tag = $1
      $0.block(VectorFile.block(4..<6))
      $0.tag = own
      $0.block(VectorFile.block(6..<8))
      $0.index { $0.entries.remove(at: 1) }
    },
    foreign("foreign-index", "The index is another recording's: this one's end is lost.") {
      $0.start(blocks: 2)
      $0.tag = $1
      $0.index { $0.schemas = [VectorFile.plain] }
    },
    foreign("foreign-open", "The open frame is another recording's: this one's end is lost.") {
      $0.start(blocks: 3)
      $0.tag = $1
      var open = OpenRecipe(VectorFile.openRows(12..<14))
      open.capacity = 2
      $0.open(open)
    },
    foreign("foreign-header", "The header is another recording's.") {
      let own = $0.tag
      $0.tag = $1
      $0.header()
      $0.tag = own
      $0.schema(VectorFile.plain)
      for number in 0..<Int64(2) {
        $0.block(VectorFile.block(4 * number..<4 * number + 4))
      }
      $0.index()
    },
    scanned("header-behind-slack", "A slack frame before the header.") {
      $0.slack(8)
      $0.start(blocks: 1)
      $0.index()
    },
    scanned("header-last", "The header stands last.") {
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.index()
      $0.header()
    },
    scanned("header-twice", "A second header with another host, which goes on with the rows.") {
      $0.start(blocks: 1)
      let (header, fields) = VectorFile.header(firstRow: 4)
      $0.header(header, fields: fields + [.init(3, Array("other".utf8))])
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    scanned("header-twice-later", "A second header, whose first row is behind all rows.") {
      $0.start(blocks: 1)
      let (header, fields) = VectorFile.header(firstRow: 9)
      $0.header(header, fields: fields)
      $0.nextRow = 4
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    scanned("no-header", "There is no header.") {
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.index()
    },
    scanned("rows-missing", "Rows are missing between two intact blocks.") {
      $0.start(blocks: 1)
      $0.nextRow = 6
      $0.block(VectorFile.block(6..<8))
      $0.index()
    },
    scanned("first-rows-missing", "The first block does not begin with the header's first row.") {
      $0.header()
      $0.schema(VectorFile.plain)
      $0.nextRow = 3
      $0.block(VectorFile.block(3..<5))
      $0.index()
    },
    scanned("open-rows-missing", "Rows are missing between the last block and the open rows.") {
      $0.start(blocks: 1)
      $0.nextRow = 6
      $0.open(OpenRecipe(VectorFile.openRows(6..<8)))
    },
    scanned("open-rows-earlier", "An open frame with rows that a block has as well.") {
      $0.start(blocks: 1)
      $0.nextRow = 2
      $0.open(OpenRecipe(VectorFile.openRows(2..<6)))
    },
    scanned("first-row-later", "The header's first row is behind all rows.") {
      let (header, fields) = VectorFile.header(firstRow: 9)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.nextRow = 0
      $0.block(VectorFile.block(0..<4))
      $0.index()
    },
    scanned("schema-behind", "A schema stands behind its block.") {
      $0.header()
      $0.schema = VectorFile.plain
      $0.block(VectorFile.block(0..<4))
      $0.schema(VectorFile.plain)
      $0.index()
    },
    scanned("schema-in-index-alone", "A schema is in the index, and in no frame of its own.") {
      $0.header()
      $0.schema = VectorFile.plain
      $0.block(VectorFile.block(0..<4))
      $0.index { $0.schemas = [VectorFile.plain] }
    },
    scanned("schema-in-copy-alone", "A schema is before the open rows, and nowhere else.") {
      $0.header()
      $0.schema = VectorFile.plain
      $0.block(VectorFile.block(0..<4))
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
    },
    scanned("columns-alone", "A column frame without a block frame.") {
      $0.start(blocks: 1)
      let start = $0.bytes.count
      $0.block(VectorFile.block(4..<7))
      $0.index()
      let block = $0["block", 1]
      $0.remove(start..<block.upperBound)
    },
    scanned("block-alone", "A block frame without a column frame.") {
      $0.start(blocks: 1)
      $0.block(VectorFile.block(4..<7))
      $0.index()
      $0.remove($0["columns", 1])
    },
    scanned("slack-between", "A slack frame between a block frame and its column frame.") {
      $0.start(blocks: 1)
      $0.block(VectorFile.block(4..<7))
      $0.index()
      let slack = ByteBuilder.frame(0x184D_2A55, [UInt8](repeating: 1, count: 8))
      $0.insert(slack, at: $0["columns", 1].lowerBound, "a slack frame", isDamage: false)
    },
    scanned(
      "slack-between-ranges",
      "Slack between a block frame with false ranges and its column frame: they are made anew."
    ) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<7)
      block.ranges = [0x00, 20, 20]
      $0.block(block)
      $0.index()
      let slack = ByteBuilder.frame(0x184D_2A55, [UInt8](repeating: 1, count: 8))
      $0.insert(slack, at: $0["columns", 1].lowerBound, "a slack frame", isDamage: false)
    },
    scanned("slack-odd", "A slack frame whose size is no multiple of 8, before an intact block.") {
      $0.start(blocks: 1)
      $0.slack(13)
      $0.harm($0["slack"])
      $0.block(VectorFile.block(4..<7))
      $0.index()
    },
    scanned("behind-index-block", "A block behind the index.") {
      $0.start(blocks: 1)
      $0.index()
      $0.block(VectorFile.block(4..<7))
    },
    scanned("behind-index-schema", "A schema behind the index, and zeros behind that.") {
      $0.start(blocks: 1)
      $0.index()
      $0.schema(VectorFile.wider)
      $0.append("zeros", [UInt8](repeating: 0, count: 16))
    },
    scanned("behind-index-index", "An index behind the index, which tells of more rows.") {
      $0.start(blocks: 1)
      $0.index()
      $0.index { $0.entries[0].rows = 6 }
    },
    scanned("behind-index-open", "An open frame behind the index: the recording is closed.") {
      $0.start(blocks: 1)
      $0.index()
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
    },
    scanned("open-before-block", "An open frame before a block.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.nextRow = 6
      $0.block(VectorFile.block(6..<8))
      $0.index()
    },
    scanned("neither-end", "A file that ends behind a block.") { $0.start(blocks: 1) },
    scanned("header-alone", "A header, and nothing behind it.") { $0.header() },
    scanned("schema-last", "A header and a schema, and nothing behind them.") { $0.start() },
  ]
}
