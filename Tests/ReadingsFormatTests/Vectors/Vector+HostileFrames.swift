@testable import ReadingsFormat

/// LZ4 frames of another form, or that do not decompress: the block frame tells of the rows.
/// Spec/format.md, section 6.1.
extension Vector {
  /// A closed file with such a column frame between two others; its content is sound.
  private static func frame(
    _ name: String, _ shows: String, isCompressed: Bool = false,
    _ change: (inout BlockRecipe) -> Void
  ) -> Vector {
    built(.hostile, name, shows) {
      $0.start(blocks: 1)
      // Zeros for LZ4 to shorten.
      var block = BlockRecipe([
        .plain([4000, 5000, 6000, 7000]),
        ColumnRecipe([0, 0, 0, 0], .raw),
      ])
      block.isCompressed = isCompressed
      change(&block)
      $0.block(block)
      $0.ruin("columns", 1)
      $0.block(BlockRecipe([.plain([8000]), .plain([8])]))
      $0.index()
    }
  }

  private static func content(of block: BlockRecipe) -> [UInt8] {
    block.content(schema: VectorFile.plain, firstRow: 4, tag: VectorFile().tag)
  }

  static let hostileFrames: [Vector] = [
    frame("flg", "A FLG that says that blocks depend on each other.") {
      $0.frame.descriptor[0] = 0x44
    },
    frame("flg-reserved", "A FLG with its reserved bit set.") { $0.frame.descriptor[0] = 0x66 },
    frame("flg-version", "A FLG of version 2.") { $0.frame.descriptor[0] = 0xA4 },
    frame("bd-3", "A BD below those that are defined.") { $0.frame.descriptor[1] = 0x30 },
    frame("bd-reserved", "A BD with a reserved bit set.") { $0.frame.descriptor[1] = 0x41 },
    frame("bd-high-bit", "A BD with its top bit set.") { $0.frame.descriptor[1] = 0xC0 },
    frame("hc", "An HC that does not match.") { $0.frame.moreChecksum = 1 },
    frame("end-mark", "An end mark that is not 0.") { $0.frame.endMark = 1 },
    frame("content-checksum", "A content's checksum that does not match.") {
      $0.frame.moreContentChecksum = 1
    },
    frame("lz4-empty", "An LZ4 block of no bytes.") { $0.frame.block = [] },
    frame("content-empty", "A content of no bytes, stored.") { $0.changeContent = { $0 = [] } },
    frame("lz4-literals-outside", "An LZ4 block with more literals than there are bytes.") {
      $0.frame.block = [0xF0, 200, 1, 2, 3]
    },
    frame("lz4-cut", "An LZ4 block that ends in a match's distance.") {
      $0.frame.block = [0x10, 0x41, 9]
    },
    frame("lz4-before-start", "A match that begins before the LZ4 block does.") { block in
      block.frame.block = LZ4Runs.compress(content(of: block), distance: 0x7FFF)
    },
    frame(
      "bomb", "A content of more than the 64 KiB that BD allows, compressed.", isCompressed: true
    ) {
      $0.columns = [
        ColumnRecipe((0..<8200).map { Int64(4000 + $0) }, .deltas(base: 1)),
        ColumnRecipe([Int64](repeating: 0, count: 8200), .raw),
      ]
      $0.claim.rows = 4
    },
    frame(
      "content-4-mib", "A content of more than the 4 MiB that there may be.", isCompressed: true
    ) {
      $0.events = [Event(row: 0, label: String(repeating: "a", count: 4 << 20))]
      $0.frame.descriptor[1] = 0x70
    },
    frame("block-too-large", "An LZ4 block that is stored and larger than BD allows.") {
      $0.columns = [
        ColumnRecipe((0..<8200).map { Int64(4000 + $0) }, .deltas(base: 1)),
        ColumnRecipe([Int64](repeating: 0, count: 8200), .raw),
      ]
      $0.claim.rows = 4
    },
  ]
}
