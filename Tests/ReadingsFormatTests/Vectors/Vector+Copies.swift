@testable import ReadingsFormat

/// Blocks and open rows that have rows of others. Section 13.2.
extension Vector {
  private static func scanned(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  /// A block of rows with values of their own.
  private static func block(
    _ rows: Range<Int64>, _ value: Int64, events: [Event] = []
  ) -> BlockRecipe {
    var block = BlockRecipe(
      [.plain(rows.map { 1000 * $0 }), .plain(rows.map { value + $0 % 3 })], events: events)
    block.firstRow = UInt64(rows.lowerBound)
    return block
  }

  static let copies: [Vector] = [
    scanned("twice", "A block is there twice, and counts once.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-other", "Two blocks with the same rows and other values: the first counts.") {
      $0.start(blocks: 1)
      $0.block(block(4..<8, 50, events: [Event(row: 1, label: "first")]))
      $0.block(block(4..<8, 70, events: [Event(row: 2, label: "second")]))
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-first-damaged", "A block and a copy of it: the column frame is damaged.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 1, byte: -12)
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-second-damaged", "A block and a copy of it, whose column frame is damaged.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 2, byte: -12)
      $0.index { $0.entries.removeLast() }
    },
    scanned("twice-frames-apart", "Of a block and its copy one frame each is intact.") {
      $0.start(blocks: 1)
      for _ in 0..<2 { $0.block(block(4..<8, 50)) }
      $0.flip("columns", 1, byte: -12)
      $0.flip("block", 2, byte: 43)
      $0.index { $0.entries.removeLast() }
    },
    scanned("overlap-behind", "A block that begins with rows of the one before: the rest is new.") {
      $0.start()
      $0.block(block(0..<4, 50, events: [Event(row: 3, label: "first")]))
      $0.block(
        block(
          2..<6, 70,
          events: [Event(row: 1, label: "second"), Event(row: 2, label: "new")]))
    },
    scanned("overlap-before", "A block that ends with rows of an earlier one: the rest is new.") {
      $0.start()
      $0.block(block(2..<6, 50))
      $0.block(block(0..<4, 70, events: [Event(row: 1, label: "new")]))
    },
    scanned("overlap-around", "A block with rows of an earlier one in its middle.") {
      $0.start()
      $0.block(block(2..<4, 50))
      $0.block(block(0..<6, 70, events: [Event(row: 0, label: "a"), Event(row: 5, label: "b")]))
    },
    scanned("overlap-around-event", "The same, with an event in the first row that is not new.") {
      $0.start()
      $0.block(block(2..<4, 50))
      $0.block(block(0..<6, 70, events: [Event(row: 2, label: "old")]))
    },
    scanned("overlap-within", "A block all of whose rows are in an earlier one.") {
      $0.start()
      $0.block(block(0..<6, 50))
      $0.block(block(2..<4, 70))
    },
    scanned("overlap-two", "A block with the rows of two earlier ones, and those between them.") {
      $0.start()
      $0.block(block(0..<2, 50))
      $0.block(block(4..<6, 60))
      $0.block(block(1..<7, 70))
    },
    scanned("overlap-schemas", "Overlapping blocks under two schemas.") {
      $0.start()
      $0.block(block(0..<3, 50))
      $0.schema(VectorFile.wider)
      var wide = block(1..<5, 70)
      wide.columns.append(.plain([1, 2, 3, 4]))
      $0.block(wide)
    },
    scanned("overlap-open", "Open rows that a block has as well, with other values.") {
      $0.start()
      $0.block(block(0..<4, 50))
      $0.nextRow = 2
      $0.open(OpenRecipe(VectorFile.openRows(2..<7, labels: [3: "old", 5: "new"])))
    },
    scanned("two-open-frames", "Two open frames with the same rows: the first counts.") {
      $0.start(blocks: 1)
      for row in [Int64(4), 40] {
        var open = OpenRecipe(VectorFile.openRows(row..<row + 3))
        open.firstRow = 4
        $0.open(open)
      }
      // What the first one covers is damaged, but for what proves itself.
      let copy = $0["copy"].lowerBound
      $0.harm($0["open"].lowerBound + Control.end..<copy)
    },
  ]
}
