@testable import ReadingsFormat

/// Column codes, packed runs and LZ4 frames of sound files.
extension Vector {
  /// A closed file with one block whose columns, behind the time, are these.
  private static func good(
    _ name: String, _ shows: String, _ columns: [ColumnRecipe],
    change: (inout BlockRecipe) -> Void = { _ in }
  ) -> Vector {
    built(.good, name, shows) { file in
      file.header()
      file.schema(VectorFile.integers(columns.count))
      let rows = Int64(columns[0].values.count)
      var block = BlockRecipe(
        [ColumnRecipe((0..<rows).map { 10 * $0 }, .deltas(base: 10))] + columns)
      change(&block)
      file.block(block)
      file.index()
    }
  }

  /// Values whose deltas are these.
  private static func sums(_ deltas: [Int64], from first: Int64 = 0) -> [Int64] {
    deltas.reduce(into: [first]) { $0.append($0.last! &+ $1) }
  }

  /// Deltas that need exactly `width` bits, without a sign.
  private static func wide(_ width: Int) -> [Int64] {
    let all = width == 0 ? 0 : UInt64.max >> UInt64(64 - width)
    return [all, 0, all ^ (all >> 1), 1 & all, all].map { Int64(bitPattern: $0) }
  }

  static let codes =
    [
      codeExamples, widths, zigzag, wrapAround, links, tiers, bitmaps, compressed, fullContent,
      bitsShiftedOut, needlessCodes, oneRowCodes, manyColumns, varyingBits,
    ] + positions + descriptors

  private static let codeExamples = good(
    "code-examples", "The examples of section 7.5.",
    [
      ColumnRecipe([0, 10, 20, 20, 50], .deltas()),
      ColumnRecipe([0, 10, 21, 30, 43], .deltas(base: 9)),
      ColumnRecipe([4096, 4096, 8192, 8192, 20_480], .deltas(shift: 12)),
      ColumnRecipe([-2, 7, -2, 7, 7], .raw),
      ColumnRecipe([0, 10, 20, 20, 50], .deltas(link: .init(column: 1, multiplier: 1))),
      ColumnRecipe(
        [3, 19, 36, 38, 84],
        .deltas(zigzag: true, link: .init(column: 1, multiplier: 3, shift: 1), base: 2)),
    ])

  private static let widths = good(
    "widths",
    "Packed runs of every width that decoders treat apart: 0, 1, 7, 8, 57, 58, 63 and 64 bits.",
    [0, 1, 7, 8, 9, 32, 56, 57, 58, 63, 64].map {
      ColumnRecipe(sums(wide($0)), .deltas(packing: .bits($0)))
    })

  private static let zigzag = good(
    "zigzag", "Residuals with signs, a base, and shifts up to 63.",
    [
      ColumnRecipe(sums([-1, 1, -64, 63, 0]), .deltas(zigzag: true)),
      ColumnRecipe(sums([90, 110, 100, 36, 163]), .deltas(zigzag: true, base: 100)),
      ColumnRecipe(sums([-4096, 8192, 0, -12_288, 4096]), .deltas(zigzag: true, shift: 12)),
      ColumnRecipe(sums([.min, 0, .min, 0, .min]), .deltas(zigzag: true, shift: 63)),
      ColumnRecipe(sums([.min, 0, .min, 0, .min]), .deltas(shift: 63)),
      ColumnRecipe(sums([5, 5, 5, 5, 5]), .deltas(zigzag: true, shift: 0, base: 5)),
    ])

  private static let wrapAround = good(
    "wrap-around", "Values and deltas that wrap around at 64 bits.",
    [
      ColumnRecipe([.max, .min, .max, .min, 0, -1], .deltas(zigzag: true)),
      ColumnRecipe([.min, .max, 0, .max, .min, 1], .deltas()),
      ColumnRecipe([0, .max, -2, .max, 0, 1], .deltas(base: .min)),
      ColumnRecipe([1, 2, 3, 4, 5, 6], .deltas(base: .max)),
    ])

  private static let links = good(
    "links", "Links to a constant, a raw, a linked and an unlinked column; with every sign.",
    [
      ColumnRecipe([7, 7, 7, 7, 7, 7], .constant),
      ColumnRecipe([5, 905, -80, .max, .min, 0], .raw),
      ColumnRecipe(sums([13, 9, 10, 12, 11]), .deltas(link: .init(column: 0, multiplier: 1))),
      ColumnRecipe(sums([1, 2, 3, 4, 5]), .deltas(link: .init(column: 1, multiplier: 1000))),
      ColumnRecipe(
        sums([1, 2, 3, 4, 5]),
        .deltas(zigzag: true, link: .init(column: 2, multiplier: -3, shift: 2))),
      ColumnRecipe(
        sums([30, 22, 20, 28, 24]), .deltas(zigzag: true, link: .init(column: 3, multiplier: 2))),
      ColumnRecipe(
        sums([-7, -6, -5, -4, -3]),
        .deltas(zigzag: true, shift: 0, link: .init(column: 6, multiplier: -1, shift: 1), base: 2)
      ),
      ColumnRecipe(
        sums([-1, 0, -1, 0, -1]),
        .deltas(zigzag: true, link: .init(column: 2, multiplier: .min, shift: 63))),
      ColumnRecipe(
        sums([4, 8, 0, 16, 4]),
        .deltas(zigzag: true, shift: 2, link: .init(column: 0, multiplier: 0, shift: 63))),
    ])

  private static let tiers = good(
    "tiers", "Runs of one to four tiers.",
    [
      ColumnRecipe(sums(spikes([:])), .deltas(packing: .bits(2))),
      ColumnRecipe(sums(spikes([3: 1000])), .deltas(packing: .exceptions(2, high: .bits(8)))),
      ColumnRecipe(
        sums(spikes([3: 1000, 9: 99_999, 10: 800])),
        .deltas(packing: .exceptions(2, high: .exceptions(8, high: .bits(7))))),
      ColumnRecipe(
        sums(spikes([0: 100, 5: 1000, 9: 99_999, 10: 1 << 40, 31: 200])),
        .deltas(
          packing: .exceptions(2, high: .exceptions(6, high: .exceptions(10, high: .bits(23)))))),
    ])

  private static let bitmaps = good(
    "bitmaps", "Positions of exceptions: up to a quarter of the run in two parts, else a bitmap.",
    [
      ColumnRecipe(
        sums(spikes([0: 9, 1: 9, 2: 9, 7: 9, 8: 9, 15: 9, 16: 9, 31: 9])),
        .deltas(packing: .exceptions(2, high: .bits(2)))),
      ColumnRecipe(
        sums(spikes([0: 9, 1: 9, 2: 9, 7: 9, 8: 9, 15: 9, 16: 9, 30: 9, 31: 9])),
        .deltas(packing: .exceptions(2, high: .bits(2)))),
      ColumnRecipe(
        sums(spikes([4: 9])),
        .deltas(packing: .exceptions(3, high: .bits(1), also: Set(0..<32)))),
      ColumnRecipe(
        sums(spikes([4: 9])), .deltas(packing: .exceptions(4, high: .bits(0), also: [7]))),
      ColumnRecipe(
        sums(spikes([4: 9])), .deltas(packing: .exceptions(0, high: .bits(4)))),
    ])

  /// Runs of `n` residuals with exceptions at some positions.
  private static func positions(
    _ name: String, _ shows: String, count: Int, _ places: [[Int]]
  ) -> Vector {
    good(
      name, shows,
      places.map { places in
        ColumnRecipe(
          sums(spikes(Dictionary(uniqueKeysWithValues: places.map { ($0, 99) }), count: count)),
          .deltas(packing: .exceptions(2, high: .bits(5))))
      })
  }

  private static let positions = [
    positions(
      "positions-64",
      "Positions among 64, a power of two: low parts of 2 to 6 bits, the ends, neighbours.",
      count: 64,
      [
        [0], [63], [31, 32], [0, 63], [5, 6, 7], [0, 1, 62, 63], [0, 16, 32, 48, 63],
        Array(0..<8), Array(56..<64), Array(0..<9), Array(0..<16), Array(48..<64),
        [3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 51, 55, 59, 63],
      ]),
    positions(
      "positions-63", "Positions among 63, one less than a power of two.", count: 63,
      [[0], [62], [31, 62], [0, 31, 62], Array(0..<7), Array(56..<63), Array(0..<15)]),
    positions(
      "positions-100", "Positions among 100, between powers of two.", count: 100,
      [
        [63], [64], [99], [0, 99], [49, 50, 99], Array(0..<12), Array(88..<100),
        Array(0..<13), Array(87..<100), Array(75..<100), (0..<25).map { 4 * $0 + 3 },
      ]),
    positions(
      "positions-few", "Positions in runs of 1 to 5 integers, where a quarter is one or none.",
      count: 4, [[0], [3], [1, 2], [0, 1, 2, 3]]),
    positions("positions-5", "Positions in a run of 5 integers.", count: 5, [[0], [4], [0, 4]]),
    positions("positions-1", "An exception in a run of one integer.", count: 1, [[0]]),
  ]

  private static let bitsShiftedOut = good(
    "bits-shifted-out", "Exceptions' bits that are shifted out at 64: the sum is modulo 2⁶⁴.",
    [
      ColumnRecipe(
        [0, 1, 259, 262, 10],
        .bytes(
          [0, 0, 0, 0x88, 1, 2, 3, 4, 2, 0b1010, 60]
            + Packing.packed([1 << 59 + 1, 1 << 60 - 1], width: 60)))
    ])

  private static let compressed = good(
    "compressed", "A content that LZ4 has compressed.",
    [
      ColumnRecipe([Int64](repeating: 0, count: 40) + [1], .deltas()),
      ColumnRecipe(wideRows(41), .raw),
    ]
  ) { $0.isCompressed = true }

  private static let fullContent = good(
    "content-64-kib", "A content of exactly the 64 KiB that BD allows, stored.",
    [ColumnRecipe((0..<8000).map { $0 * $0 }, .raw)]
  ) { block in
    func size(label: Int) -> Int {
      block.events = [Event(row: 1, label: String(repeating: "x", count: label))]
      return block.content(schema: VectorFile.integers(1), firstRow: 0, tag: 0).count
    }
    precondition(size(label: 1000 + 1 << 16 - size(label: 1000)) == 1 << 16)
  }

  /// Every BD that there is, each larger than it need be.
  private static let descriptors = [UInt8(0x50), 0x60, 0x70].map { descriptor in
    good(
      "descriptor-\(String(descriptor, radix: 16))",
      "A BD that allows a larger content than there is.", [ColumnRecipe(wideRows(6), .raw)]
    ) { $0.frame.descriptor[1] = descriptor }
  }

  private static let varyingBits = good(
    "varying-bits", "Bits set behind the last column, of those that say which columns vary.",
    [ColumnRecipe([4, 5, 6], .deltas())]
  ) { $0.moreVarying = 0xFC }

  private static let needlessCodes = good(
    "needless-codes", "Columns that vary by their bit, but not by their values.",
    [
      ColumnRecipe([4, 4, 4], .deltas()),
      ColumnRecipe([4, 4, 4], .deltas(zigzag: true, packing: .bits(64))),
      ColumnRecipe([-4, -4, -4], .raw),
    ])

  private static let oneRowCodes = good(
    "one-row-codes", "Codes of one row, which have no packed run.",
    [
      ColumnRecipe([-4], .deltas(shift: 3, base: 99)),
      ColumnRecipe([5], .deltas(link: .init(column: 1, multiplier: 7))),
      ColumnRecipe([.min], .raw),
    ])

  private static let manyColumns = good(
    "many-columns", "More columns than bits in a byte, with constant ones among them.",
    (Int64(1)...16).map { (column: Int64) -> ColumnRecipe in
      let values: [Int64] =
        column % 5 == 0 ? [-column, -column, -column] : [0, column, -column << 20]
      return .plain(values)
    })

  /// Small deltas with a few large ones among them.
  private static func spikes(_ spikes: [Int: Int64], count: Int = 32) -> [Int64] {
    (0..<count).map { spikes[$0] ?? Int64($0 * 7 % 4) }
  }

  /// Values without a pattern, but with equal bytes in a row.
  private static func wideRows(_ count: Int64) -> [Int64] {
    (0..<count).map { $0 % 5 == 0 ? 0x1234_5678_9ABC_DEF0 &* ($0 + 1) : 0 }
  }
}
