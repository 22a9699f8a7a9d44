@testable import ReadingsFormat

/// Contents of column frames that break a rule, with checksums that match: the block is lost, and the
/// ones around it are not.
extension Vector {
  /// A file with such a block between two others. `change` has the block of four rows, which begins
  /// at row 2, and is in the way of no one.
  private static func hostile(
    _ name: String, _ shows: String, schema: Schema = VectorFile.plain,
    _ change: (inout BlockRecipe) -> Void
  ) -> Vector {
    built(.hostile, name, shows) { file in
      file.header()
      file.schema(VectorFile.plain)
      file.block(VectorFile.block(0..<2))
      if schema != file.schema { file.schema(schema) }
      var block = VectorFile.block(2..<6)
      if schema != VectorFile.plain {
        block.columns += schema.columns.dropFirst(2).map { _ in .plain([0, 0, 0, 0]) }
      }
      change(&block)
      file.block(block)
      file.lose(1)
      file.harm(file["columns", 1])
      file.schema = VectorFile.plain
      file.block(VectorFile.block(6..<8))
      file.index()
    }
  }

  /// A block whose second column has this code.
  private static func code(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    hostile(name, shows) { $0.columns[1].code = .bytes(bytes) }
  }

  /// A block of 33 rows, whose 32 residuals have more than the code allows.
  private static func run(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    hostile(name, shows) {
      let values = Array(Int64(0)..<33)
      $0.columns = [
        ColumnRecipe(values, .deltas()), ColumnRecipe(values, .bytes([0, 0, 0] + bytes)),
      ]
    }
  }

  /// The content of the block, with bytes in place of some of its own.
  private static func content(
    _ name: String, _ shows: String, _ change: (inout [UInt8]) -> Void
  ) -> Vector {
    hostile(name, shows) {
      $0.events = [Event(row: 1, label: "go")]
      var content = $0.content(schema: VectorFile.plain, firstRow: 2)
      change(&content)
      $0.content = content
    }
  }

  private static let zeros4 = [UInt8](repeating: 0, count: 4)

  static let hostileCodes: [Vector] = [
    code("flags", "A column code with a flag that is not defined.", [0x10, 0, 0, 0]),
    code(
      "raw-and-zigzag", "Raw together with another flag.", [0x09] + [UInt8](repeating: 0, count: 32)
    ),
    code("raw-cut", "Raw values that end too early.", [0x08, 1, 2, 3]),
    code("shift-64", "A shift of 64.", [0x02, 64, 0, 0, 0]),
    code("link-to-itself", "A link from a column to itself.", [0x04, 1, 2, 0, 0, 0, 0]),
    code("link-forward", "A link to a column that comes later.", [0x04, 2, 2, 0, 0, 0, 0]),
    code(
      "link-far", "A link to a column with the number 2⁶⁴ - 1.",
      [0x04] + [UInt8](repeating: 0xFF, count: 9) + [1, 2, 0, 0, 0, 0]),
    code("link-shift-64", "A link with a right shift of 64.", [0x04, 0, 2, 64, 0, 0, 0]),
    code("width-65", "A packed run of 65 bits.", [0, 0, 0, 65] + [UInt8](repeating: 0, count: 25)),
    code(
      "width-64-exceptions", "A run of 64 bits with exceptions.",
      [0, 0, 0, 0xC0] + [UInt8](repeating: 0, count: 24) + [1, 1, 0]),
    code("run-cut", "A packed run that ends too early.", [0, 0, 0, 64, 1, 2, 3]),
    code(
      "varint-too-long", "A varint of eleven bytes.",
      [0] + [UInt8](repeating: 0x80, count: 10) + [0, 0, 0]),
    code(
      "varint-too-large", "A varint whose tenth byte is 2.",
      [0] + [UInt8](repeating: 0x80, count: 9) + [2, 0, 0]),
    run("no-exceptions", "A run that has exceptions, but none of them.", [0x80, 0]),
    run("many-exceptions", "More exceptions than integers.", [0x80, 33] + zeros4 + [0]),
    run(
      "exceptions-2-60", "2⁶⁰ exceptions.", [0x80] + [UInt8](repeating: 0x80, count: 8) + [16, 0]),
    run("bitmap-few", "A bitmap with fewer bits than exceptions.", [0x80, 9, 0xFF, 0, 0, 0, 0]),
    run("bitmap-many", "A bitmap with more bits than exceptions.", [0x80, 9, 0xFF, 3, 0, 0, 0]),
    hostile("bitmap-behind", "A bitmap with a bit behind the run's end.") {
      $0.columns[1].code = .bytes([0, 0, 0, 0x80, 2, 0b1001, 0])
    },
    run("gap-outside", "A gap that leads behind the run's end.", [0x80, 1, 6, 32, 0]),
    run(
      "gaps-outside", "Gaps that lead behind the run's end together.",
      [0x80, 2, 5, 0b1111_1111, 0b11, 0]),
    run(
      "gap-64-bits", "Gaps that wrap around at 64 bits.",
      [0x80, 2, 64] + [1, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8) + [0]),
    run(
      "five-tiers", "A run of five tiers.",
      [0x80, 1, 0, 0x80, 1] + [1] + [0x80, 1, 1] + [0x80, 1, 1] + [0]),
    run(
      "three-tiers-of-gaps", "A run of gaps that has three tiers.",
      [0x80, 8] + [0x80, 3, 1, 0x80, 1, 1, 0] + [0, 0]),
    run(
      "exceptions-of-gaps-of-gaps", "A run of the gaps of gaps that has exceptions.",
      [0x80, 8] + [0x80, 1, 0x80, 1, 1, 0] + [0, 0]),
    content("event-outside", "An event behind the block's last row.") { $0[$0.count - 4] = 4 },
    content("event-2-60", "An event 2⁶⁰ rows after the one before.") {
      $0.replaceSubrange(
        $0.count - 4..<$0.count - 3, with: [UInt8](repeating: 0x80, count: 8) + [16])
    },
    content("events-2-60", "2⁶⁰ events.") {
      $0.replaceSubrange(
        $0.count - 5..<$0.count - 4, with: [UInt8](repeating: 0x80, count: 8) + [16])
    },
    content("label-too-long", "A label that is longer than the content.") { $0[$0.count - 3] = 3 },
    content("label-2-60", "A label of 2⁶⁰ bytes.") {
      $0.replaceSubrange(
        $0.count - 3..<$0.count - 2, with: [UInt8](repeating: 0x80, count: 8) + [16])
    },
    content("left-over", "A byte behind the labels.") { $0.append(0) },
    content("content-cut", "A content that ends before its last label does.") { $0.removeLast() },
    content("no-columns", "A content of three fields.") { $0.removeLast($0.count - 3) },
    content("other-row", "The content's first row is not the block frame's.") { $0[1] = 3 },
    content("other-count", "The content's number of rows is not the block frame's.") { $0[2] = 3 },
    content("other-schema", "The content's schema is not the block frame's.") { $0[0] = 2 },
    hostile(
      "too-many-values", "More than 262,144 values in a few bytes.", schema: VectorFile.integers(4)
    ) {
      $0.columns = (0..<5).map { _ in
        ColumnRecipe([Int64](repeating: 5, count: 65_535), .constant)
      }
    },
    hostile("bomb", "An LZ4 block that decompresses to more than BD allows.") {
      $0.lz4Block = LZ4Runs.compress([UInt8](repeating: 0, count: 200_000))
    },
    hostile("lz4-damaged", "An LZ4 block with a match before its start.") {
      $0.lz4Block = [0x10, 0x41, 9, 0, 0x50, 1, 2, 3, 4, 5]
    },
    hostile("lz4-empty", "An LZ4 block of no bytes.") { $0.lz4Block = [] },
    hostile("block-too-large", "An LZ4 block that is larger than BD allows.") {
      $0.lz4Block = [UInt8](repeating: 0, count: 65_537)
    },
  ]
}
