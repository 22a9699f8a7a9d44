@testable import ReadingsFormat

/// Indexes that break a rule, or that are wrong. Spec/format.md, section 9.
extension Vector {
  /// A file with such an index, which is not proven: its end is lost.
  private static func broken(
    _ name: String, _ shows: String, _ change: (inout IndexRecipe) -> Void
  ) -> Vector {
    built(.hostile, name, shows) {
      $0.start(blocks: 2)
      $0.index(change)
      $0.ruin("index")
    }
  }

  /// The same with what is between tag and padding: no schema, and blocks.
  private static func blocks(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    broken(name, shows) { $0.body = [0] + bytes }
  }

  /// A sound file with an index that is wrong: the frames count.
  private static func wrong(
    _ name: String, _ shows: String, _ change: (inout IndexRecipe) -> Void
  ) -> Vector {
    built(.hostile, name, shows) {
      $0.start(blocks: 2)
      $0.index(change)
    }
  }

  private static let huge = [UInt8](repeating: 0x80, count: 8) + [16]
  private static let largest = [UInt8](repeating: 0xFF, count: 8) + [0x7F]

  static let hostileIndexes: [Vector] = [
    blocks("index-2-60", "An index that says that it has 2⁶⁰ blocks.", huge),
    broken("index-schemas-2-60", "An index that says that it has 2⁶⁰ schemas.") {
      $0.body = huge
    },
    broken("index-schema-2-60", "An index with a schema of 2⁶⁰ bytes.") {
      $0.body = [1] + huge + [0, 0]
    },
    broken("index-cut", "An index that says that it has more blocks than there are.") {
      $0.body = [0, 2] + [UInt8](repeating: 1, count: 8)
    },
    broken("index-varint", "An index whose varints have eleven bytes.") { $0.varintBytes = 11 },
    broken("index-end-2-63", "An index with a block that ends at 2⁶³.") {
      $0.entries[0].offset = .max >> 1
      $0.entries[0].size = 1
      $0.entries.removeLast()
    },
    broken("index-wraps", "An index whose offsets add up to more than 2⁶⁴.") {
      $0.entries[1].offset = 0
    },
    broken("index-row-2-63", "An index with a row behind a block of 2⁶³.") {
      $0.entries[1].firstRow = (.max >> 1) - 3
    },
    broken("index-rows-wrap", "An index whose rows add up to more than 2⁶⁴.") {
      $0.entries[1].firstRow = 0
    },
    broken("index-block-rows", "An index with a block of 65,536 rows.") {
      $0.entries[1].rows = 65_536
    },
    broken("index-block-events", "An index with a block that has more events than rows.") {
      $0.entries[1].events = 5
    },
    broken("index-schema-position", "An index with a block whose schema is not there.") {
      $0.entries[1].schema = 1
    },
    broken("index-schema-rule", "An index with a schema that breaks a rule.") {
      $0.schemas.append(Schema(columns: [VectorFile.time, VectorFile.time], id: 0))
    },
    broken("index-schema-short", "An index with a schema that is longer than its size.") {
      let description = VectorFile.description(of: VectorFile.plain)
      $0.body = [1, UInt8(description.count - 2)] + description + [0]
    },
    broken("index-schema-long", "An index with a schema that is shorter than its size.") {
      let description = VectorFile.description(of: VectorFile.plain)
      $0.body = [1, UInt8(description.count + 2)] + description + [0, 0, 0]
    },
    wrong("index-anywhere", "An index that points outside the file and into other frames.") {
      $0.entries[0].offset = 3
      $0.entries[0].size = 1
      $0.entries[1].offset = 1 << 62
    },
    wrong("index-largest", "An index with the largest end and row of a block that there may be.") {
      $0.entries[1].offset = .max >> 1 - $0.entries[1].size
      $0.entries[1].firstRow = .max >> 1 - $0.entries[1].rows
    },
    wrong("index-columns-4096", "An index with as many columns of a schema as there may be.") {
      $0.schemas.append(VectorFile.integers(4095))
    },
    wrong("index-more-rows", "An index of a sound file that tells of more rows.") {
      var more = $0.entries[1]
      more.offset += more.size
      more.firstRow = 8
      more.rows = 4996
      $0.entries.append(more)
    },
    wrong("index-fewer-blocks", "An index of a sound file that lists one block of two.") {
      $0.entries.removeLast()
    },
    wrong("index-of-another", "An index that says other times than the blocks.") {
      for number in $0.entries.indices {
        $0.entries[number].firstTime += 1
        $0.entries[number].lastTime += 1
      }
    },
    wrong("index-without-schemas", "An index without blocks and without schemas.") {
      $0.entries = []
      $0.schemas = []
    },
    wrong("index-schema-alone", "An index with a schema that no frame has, and of which no row is.")
    {
      $0.schemas.append(VectorFile.wider)
    },
    built(
      .hostile, "index-block-of-no-rows-far",
      "An index that lists a block of no rows far behind all others: it tells of none."
    ) {
      $0.start(blocks: 2)
      $0.index {
        var more = $0.entries[1]
        (more.offset, more.size, more.firstRow, more.rows) = (more.offset + more.size, 0, 20, 0)
        $0.entries.append(more)
      }
      $0.append("noise", [UInt8](repeating: 0xAA, count: 16))
      $0.harm($0["noise"])
      $0.isScanned = true
    },
    wrong("index-block-of-no-rows", "An index that lists a block of no rows and no bytes as well.")
    {
      var more = $0.entries[1]
      (more.offset, more.size, more.firstRow, more.rows) = (more.offset + more.size, 0, 8, 0)
      $0.entries.append(more)
    },
  ]
}
