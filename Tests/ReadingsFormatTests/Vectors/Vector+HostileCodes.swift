@testable import ReadingsFormat

/// Contents of column frames that break a rule, with checksums that match: the frame is proven and
/// tells of its rows, but gives none. Spec/format.md, sections 6.2 and 7.
extension Vector {
  /// A file with such a block between two others, of four rows from row 2 on.
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
      block.columns += schema.columns.dropFirst(2).map { _ in .plain([0, 0, 0, 0]) }
      change(&block)
      file.block(block)
      file.spoil("columns", 1)
      file.schema = VectorFile.plain
      file.block(VectorFile.block(6..<8))
      file.index()
    }
  }

  /// A block whose second column has this code.
  private static func code(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    hostile(name, shows) { $0.columns[1].code = .bytes(bytes) }
  }

  /// A block of 33 rows or others, whose residuals are this packed run.
  private static func run(
    _ name: String, _ shows: String, rows: Int64 = 33, _ bytes: [UInt8]
  ) -> Vector {
    hostile(name, shows) {
      let values = Array(0..<rows)
      $0.columns = [
        ColumnRecipe(values, .deltas()), ColumnRecipe(values, .bytes([0, 0, 0] + bytes)),
      ]
    }
  }

  /// The content of the block, with bytes in place of some of its own.
  private static func content(
    _ name: String, _ shows: String, _ change: @escaping (inout [UInt8]) -> Void
  ) -> Vector {
    hostile(name, shows) {
      $0.events = [Event(row: 1, label: "go")]
      $0.changeContent = change
    }
  }

  private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] {
    [UInt8](repeating: byte, count: count)
  }

  /// 2⁶⁰ as a varint.
  private static let huge = repeated(0x80, 8) + [16]

  static let hostileCodes: [Vector] = [
    code("flags", "A column code with a flag that is not defined.", [0x10, 0, 0, 0]),
    code("flags-high", "A column code with its highest flag.", [0x80, 0, 0, 0]),
    code("raw-and-zigzag", "Raw together with zigzag.", [0x09] + repeated(0, 32)),
    code("raw-and-shift", "Raw together with a shift.", [0x0A] + repeated(0, 32)),
    code("raw-and-link", "Raw together with a link.", [0x0C] + repeated(0, 32)),
    code("raw-cut", "Raw values that end too early.", [0x08, 1, 2, 3]),
    code("shift-64", "A shift of 64.", [0x02, 64, 0, 0, 0]),
    code("link-to-itself", "A link from a column to itself.", [0x04, 1, 2, 0, 0, 0, 0]),
    hostile("link-forward", "A link to a column that comes later.", schema: VectorFile.wider) {
      $0.columns[1].code = .bytes([0x04, 2, 2, 0, 0, 0, 0])
    },
    code(
      "link-far", "A link to a column with the number 2⁶⁴ - 1.",
      [0x04] + repeated(0xFF, 9) + [1, 2, 0, 0, 0, 0]),
    code("link-shift-64", "A link with a right shift of 64.", [0x04, 0, 2, 64, 0, 0, 0]),
    code("width-65", "A packed run of 65 bits.", [0, 0, 0, 65] + repeated(0, 25)),
    code("width-127", "A packed run of 127 bits.", [0, 0, 0, 127] + repeated(0, 48)),
    code(
      "width-64-exceptions", "A run of 64 bits with exceptions.",
      [0, 0, 0, 0xC0] + repeated(0, 24) + [1, 1, 0]),
    code("run-cut", "A packed run that ends too early.", [0, 0, 0, 64, 1, 2, 3]),
    code("varint-too-long", "A varint of eleven bytes.", [0] + repeated(0x80, 10) + [0, 0, 0]),
    code(
      "varint-too-large", "A varint whose tenth byte is 2.", [0] + repeated(0x80, 9) + [2, 0, 0]),
  ]

  static let hostileRuns: [Vector] = [
    run("no-exceptions", "A run that has exceptions, but none of them.", [0x80, 0]),
    run(
      "many-exceptions", "More exceptions than integers.", [0x80, 33] + repeated(0xFF, 4) + [0]),
    run("exceptions-2-60", "2⁶⁰ exceptions.", [0x80] + huge),
    run("bitmap-few", "A bitmap with fewer bits than exceptions.", [0x80, 9, 0xFF, 0, 0, 0, 0]),
    run("bitmap-many", "A bitmap with more bits than exceptions.", [0x80, 9, 0xFF, 3, 0, 0, 0]),
    code(
      "bitmap-behind", "A bitmap one of whose bits is behind its end.",
      [0, 0, 0, 0x80, 2, 0b1001, 0]),
    code(
      "bitmap-one-more", "A bitmap with one more bit, behind its end.",
      [0, 0, 0, 0x80, 2, 0b1011, 0]),
    run(
      "positions-few", "High bits of positions with fewer bits than exceptions.",
      [
        0x80, 2, 0x10, 0b001, 0,
      ]),
    run(
      "positions-many", "High bits of positions with more bits than exceptions.",
      [
        0x80, 2, 0x10, 0b111, 0,
      ]),
    run(
      "positions-behind", "High bits of positions one of which is behind the bitmap's end.",
      [
        0x80, 2, 0x10, 0b1001, 0,
      ]),
    run(
      "positions-one-more", "High bits of positions with one more behind the bitmap's end.",
      [
        0x80, 2, 0x10, 0b1011, 0,
      ]),
    run("positions-descend", "Positions that descend.", [0x80, 2, 0x35, 0b011, 0]),
    run("positions-twice", "A position that is there twice.", [0x80, 2, 0x55, 0b011, 0]),
    run(
      "position-outside", "A position behind the run's end.", rows: 34,
      [
        0x80, 2, 0x10, 0b1001, 0,
      ]),
    run(
      "five-tiers", "A run of five tiers.",
      [0x80, 9, 0xFF, 1, 0, 0] + [0x80, 3, 0b111, 0] + [0x80, 1, 1] + [0x80, 1, 1] + [0]),
  ]

  static let hostileEvents: [Vector] = [
    content("event-outside", "An event behind the block's last row.") { $0[$0.count - 4] = 4 },
    content("event-2-60", "An event 2⁶⁰ rows after the block's first.") {
      $0.replaceSubrange($0.count - 4..<$0.count - 3, with: huge)
    },
    content("event-wraps", "An event 2⁶⁴ - 2 rows after the one before: it would be before it.") {
      $0.removeLast(5)
      $0 += [2, 1, 2, 0xFE] + repeated(0xFF, 8) + [1, 0] + Array("go".utf8)
    },
    content("events-2-60", "2⁶⁰ events.") {
      $0.replaceSubrange($0.count - 5..<$0.count - 4, with: huge)
    },
    content("label-too-long", "A label that is longer than the content.") { $0[$0.count - 3] = 3 },
    content("label-2-60", "A label of 2⁶⁰ bytes.") {
      $0.replaceSubrange($0.count - 3..<$0.count - 2, with: huge)
    },
    content("left-over", "A byte behind the labels.") { $0.append(0) },
    content("content-cut", "A content that ends before its last label does.") { $0.removeLast() },
    content("no-columns", "A content of four fields.") { $0.removeLast($0.count - 10) },
    hostile(
      "too-many-values", "More than 262,144 values in a few bytes.", schema: VectorFile.integers(4)
    ) {
      $0.columns = (0..<5).map { _ in
        ColumnRecipe([Int64](repeating: 5, count: 65_535), .constant)
      }
    },
  ]
}
