@testable import ReadingsFormat

/// Block frames and column frames that break a rule, with checksums that match.
extension Vector {
  /// A closed file with a block between two others, which has rows 4 and 5.
  private static func block(
    _ name: String, _ shows: String, _ change: (inout BlockRecipe) -> Void,
    then: (inout VectorFile) -> Void
  ) -> Vector {
    built(.hostile, name, shows) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      change(&block)
      $0.block(block)
      $0.isScanned = true
      then(&$0)
      $0.nextRow = 6
      $0.block(VectorFile.block(6..<8))
      $0.index()
    }
  }

  /// The same with a block frame that is not proven: the column frame gives the rows.
  private static func blockFrame(
    _ name: String, _ shows: String, _ change: (inout BlockRecipe) -> Void
  ) -> Vector { block(name, shows, change) { $0.ruin("block", 1) } }

  /// The same with a column frame that is not proven: the block frame tells of the rows.
  private static func columnFrame(
    _ name: String, _ shows: String, _ change: (inout BlockRecipe) -> Void
  ) -> Vector { block(name, shows, change) { $0.ruin("columns", 1) } }

  /// Ranges of a block frame that break a rule, and are false: they are made anew from the values.
  private static func ranges(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    block(name, shows) {
      $0.ranges = bytes
    } then: { _ in
    }
  }

  /// A closed file whose last block is sound but for what its two frames do not agree on.
  private static func disagreement(
    _ name: String, _ shows: String, _ change: (inout BlockRecipe) -> Void,
    then: (inout VectorFile) -> Void = { _ in }
  ) -> Vector {
    built(.hostile, name, shows) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      change(&block)
      $0.block(block)
      then(&$0)
      $0.index()
      $0.isScanned = true
    }
  }

  static let hostileBlocks: [Vector] = [
    blockFrame("rows-0", "A block frame that says that it has no rows.") { $0.claim.rows = 0 },
    blockFrame("block-first-row-2-63", "A block frame with a first row of 2⁶³.") {
      $0.claim.firstRow = 1 << 63
    },
    blockFrame("more-events-than-rows", "A block frame with more events than rows.") {
      $0.claim.events = 3
    },
    blockFrame("events-varint", "A block frame whose number of events is a varint of 11 bytes.") {
      $0.claim.eventBytes = 11
    },
    ranges("range-bit-3", "A range with bit 3 set.", [0x08, 20, 20]),
    ranges("range-bit-7", "A range with bit 7 set.", [0x80, 20, 20]),
    ranges("ranges-cut", "Ranges that end too early.", [0x77, 0x80]),
    ranges(
      "range-varint", "A range with a varint of eleven bytes.",
      [0x00] + [UInt8](repeating: 0x80, count: 10) + [0, 20]),
    built(
      .hostile, "range-bits-without-column",
      "A range with bits set for a second column that is not there."
    ) {
      $0.header()
      $0.schema(VectorFile.integers(2))
      var block = BlockRecipe([.plain([0, 10]), .plain([5, 6]), .plain([7, 9])])
      block.ranges = [0x00, 20, 20, 0x10, 20, 20]
      $0.block(block)
      $0.isScanned = true
      $0.index()
    },
    built(
      .hostile, "range-not-sound",
      "A file that a range with bit 3 set makes unsound: the rows that its index tells of are lost."
    ) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.ranges = [0x08, 20, 20]
      $0.block(block)
      $0.isScanned = true
      $0.index { $0.entries[1].rows = 4 }
    },
    columnFrame("content-rows-0", "A content that says that it has no rows.") {
      $0.contentClaim.rows = 0
    },
    columnFrame("content-rows-65536", "A content that says that it has 65,536 rows.") {
      $0.columns = (0..<2).map { _ in
        ColumnRecipe([Int64](repeating: 5, count: 65_536), .constant)
      }
      $0.claim.rows = 2
    },
    columnFrame("content-first-row-2-63", "A content with a first row of 2⁶³.") {
      $0.contentClaim.firstRow = 1 << 63
    },
    disagreement("other-first-row", "The content's first row is not the block frame's: it counts.")
    {
      $0.contentClaim.firstRow = 14
    },
    disagreement("other-rows-fewer", "The block frame has fewer rows than the content.") {
      $0.claim.rows = 1
    },
    disagreement("other-rows-more", "The block frame has more rows than the content.") {
      $0.columns = VectorFile.block(4..<5).columns
      $0.claim.rows = 2
    },
    disagreement("other-events-fewer", "The block frame has fewer events than the content.") {
      $0.events = [Event(row: 1, label: "go")]
      $0.claim.events = 0
    },
    disagreement("other-events-more", "The block frame has more events than the content.") {
      $0.claim.events = 2
    },
    disagreement("other-schema", "The block frame names another schema than the content.") {
      $0.claim.schemaID = VectorFile.wider.id
      $0.ranges = [0, 20, 20, 0, 20]
    } then: {
      $0.schema(VectorFile.wider)
      $0.schema = VectorFile.plain
    },
    built(
      .hostile, "other-schema-known",
      "The block frame names another schema than the content, both of which are known."
    ) {
      $0.header()
      $0.schema(VectorFile.wider)
      $0.schema(VectorFile.plain)
      var block = VectorFile.block(0..<2)
      block.claim.schemaID = VectorFile.wider.id
      block.ranges = [0, 20, 20, 0, 20]
      $0.block(block)
      $0.isScanned = true
      $0.index()
    },
    built(
      .hostile, "other-schema-alike",
      "The block frame names another schema than the content, with as many columns."
    ) {
      $0.header()
      $0.schema(VectorFile.schema(of: [VectorFile.time, Column("other")]))
      $0.schema(VectorFile.plain)
      var block = VectorFile.block(0..<2)
      block.claim.schemaID = VectorFile.schema(of: [VectorFile.time, Column("other")]).id
      $0.block(block)
      $0.isScanned = true
      $0.index()
    },
    disagreement(
      "other-tag", "The content has another tag than the block frame: it is of another recording."
    ) {
      $0.contentClaim.tag = 0x0DD_0001
    },
    disagreement("block-tag", "The block frame has another tag than the content.") {
      $0.claim.tag = 0x0DD_0001
    },
    disagreement(
      "block-tag-ranges", "A block frame with another tag and false ranges: they are made anew."
    ) {
      $0.claim.tag = 0x0DD_0001
      $0.ranges = [0x00, 20, 20]
    },
    built(
      .hostile, "control-leftovers",
      "What is left over in a block's control is anything: no capacity, rows behind the file."
    ) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.leftover = (8 * 0x1FFF_FFFF, 0, 8)
      $0.block(block)
      $0.index()
    },
    built(
      .hostile, "control-checksum",
      "A block whose control has a checksum that does not match: the block's own one covers it."
    ) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.moreControlChecksum = 1
      $0.block(block)
      $0.index()
    },
    built(
      .hostile, "block-complement",
      "A block whose count and complement do not match: the complement is left over."
    ) {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.complement = 0
      $0.block(block)
      $0.index()
    },
    built(.hostile, "time-goes-back", "Times that decrease, which readers must not fail at.") {
      $0.start()
      $0.block(BlockRecipe([.plain([500, 400, 300]), .plain([1, 2, 3])]))
      $0.block(BlockRecipe([.plain([-100, 0]), .plain([4, 5])]))
      $0.index()
    },
  ]
}
