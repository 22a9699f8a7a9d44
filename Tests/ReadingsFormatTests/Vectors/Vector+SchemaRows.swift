@testable import ReadingsFormat

/// Rows with large numbers, and rows that are found behind a schema frame. Section 13.2, step 3.
extension Vector {
  private static func rows(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.damaged, name, shows, build) }

  /// A file whose first row has a number, with so many open rows.
  private static func numbered(
    in folder: Folder = .damaged, _ name: String, _ shows: String, firstRow: UInt64,
    rows: Int64 = 5, then: (inout VectorFile) -> Void = { _ in },
    change: (inout OpenRecipe) -> Void = { _ in }
  ) -> Vector {
    built(folder, name, shows) {
      let (header, fields) = VectorFile.header(firstRow: firstRow)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      var open = OpenRecipe(VectorFile.openRows(0..<rows, labels: [2: "label"]))
      change(&open)
      $0.open(open)
      then(&$0)
    }
  }

  static let largeNumbers: [Vector] = [
    numbered(
      in: .good, "open-rows-65536", "Open rows with numbers around 65,536.", firstRow: 65_534),
    numbered(
      in: .good, "open-rows-2-32", "Open rows with numbers around 2³².", firstRow: 1 << 32 - 2),
    numbered(
      in: .good, "open-rows-2-33", "Open rows with numbers above 2³³.", firstRow: 1 << 33 + 5),
    numbered(
      in: .good, "open-rows-last", "Open rows with the largest number of a first row.",
      firstRow: .max >> 1, rows: 3),
    numbered(
      "found-rows-65536", "Rows around 65,536 behind a damaged control.", firstRow: 65_534
    ) { $0.damageControl() },
    numbered(
      "found-rows-2-32", "Rows around 2³² behind a damaged control: the header tells which.",
      firstRow: 1 << 32 - 2
    ) { $0.damageControl() },
    numbered(
      "found-rows-2-33", "Rows above 2³³ behind a damaged control: the header tells which.",
      firstRow: 1 << 33 + 5
    ) { $0.damageControl() },
    numbered(
      "counted-rows-2-33", "Rows above 2³³ behind a damaged count.", firstRow: 1 << 33 + 5, rows: 3
    ) { $0.damageCount() },
    rows(
      "found-rows-below-2-32",
      "A lost block's rows, still where they were open: they are below 2³², what is told above."
    ) {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32 - 4)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      var open = OpenRecipe(VectorFile.openRows(0..<4))
      open.oldRows(from: 1 << 32 - 4)
      open.count = 0
      $0.open(open)
      $0.zero($0["block"].lowerBound..<$0["columns"].upperBound)
    },
    numbered(
      "found-rows-not-below-0", "Rows whose nearest numbers would be below 0: they are below 2³².",
      firstRow: 0
    ) {
      $0.damageControl()
    } change: {
      $0.oldRows(from: 1 << 32 - 6)
    },
    rows("found-rows-above-2-32", "Rows above 2³², where what is told is below.") {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32 - 4)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.open(OpenRecipe(VectorFile.openRows(0..<4)))
      $0.damageControl()
    },
  ]

  /// A file with a block of four rows and open ones, whose control is damaged.
  private static func found(
    _ name: String, _ shows: String, _ change: (inout OpenRecipe) -> Void
  ) -> Vector {
    rows(name, shows) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<9))
      open.capacity = 9
      change(&open)
      $0.open(open)
      $0.damageControl()
    }
  }

  static let foundRows: [Vector] = [
    found("three-rows", "Three rows agree on their numbers: they are none.") {
      $0.rows.removeLast(2)
    },
    found("four-rows", "Four rows agree on their numbers.") { $0.rows.removeLast() },
    found("four-rows-apart", "Four rows agree on their numbers, with damaged ones among them.") {
      $0.rows = VectorFile.openRows(4..<12)
      for place in [1, 3, 4, 6] { $0.rows[place].isMissing = true }
    },
    found("four-rows-of-five", "A row does not agree with four others.") {
      $0.rows[2].number = 99
    },
    found("found-labels", "Rows with labels, one of which is damaged.") {
      $0.rows = VectorFile.openRows(4..<9, labels: [5: "one", 6: "", 8: "zwei 🙂"])
      $0.rows[2].labelNumber = 1
      $0.rows[2].shown = "\u{FFFD}"
    },
    found("found-labels-like-rows", "Equal labels that are as long as rows: they are no rows.") {
      // The first makes the others end their heads where places end.
      $0.rows = VectorFile.openRows(4..<13)
      for place in $0.rows.indices { $0.rows[place].label = Array("as long as a row".utf8) }
      $0.rows[0].label = Array("8 bytes.".utf8)
      $0.labelBytes = 256
    },
    found("found-without-copy", "Rows without a schema frame before them.") { $0.hasCopy = false },
    rows("generations", "Rows of two blocks, one over the other, behind a damaged control.") {
      $0.start()
      $0.block(VectorFile.block(0..<8))
      var open = OpenRecipe(VectorFile.openRows(8..<12) + VectorFile.openRows(4..<8))
      for place in 4..<8 { open.rows[place].number = UInt64(place) }
      open.capacity = 8
      open.count = 4
      $0.open(open)
      $0.zero($0["block"].lowerBound..<$0["columns"].upperBound)
      $0.damageControl()
    },
    rows("generation-before", "The rest of a lost block's rows, behind newer ones that count.") {
      $0.start()
      $0.block(VectorFile.block(0..<8))
      var open = OpenRecipe(VectorFile.openRows(8..<11) + VectorFile.openRows(3..<8))
      for place in 3..<8 { open.rows[place].number = UInt64(place) }
      open.capacity = 8
      open.count = 3
      $0.open(open)
      $0.zero($0["block"].lowerBound..<$0["columns"].upperBound)
    },
    rows("generation-too-few", "Three rows of a lost block, behind newer ones that count.") {
      $0.start()
      $0.block(VectorFile.block(0..<8))
      var open = OpenRecipe(VectorFile.openRows(8..<13) + VectorFile.openRows(5..<8))
      for place in 5..<8 { open.rows[place].number = UInt64(place) }
      open.capacity = 8
      open.count = 5
      $0.open(open)
      $0.zero($0["block"].lowerBound..<$0["columns"].upperBound)
    },
    rows("uncommitted-found", "A row that was never committed, behind four, in a damaged file.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<9))
      open.count = 4
      $0.open(open)
      $0.flip("schema", byte: 20)
    },
    rows("rows-behind-schema", "Rows behind a schema frame, up to a block.") {
      $0.start()
      $0.rows(VectorFile.openRows(0..<4, labels: [1: "label"]), firstRow: 0)
      $0.nextRow = 4
      $0.block(VectorFile.block(4..<6))
      $0.index()
      $0.isScanned = true
    },
    rows("rows-behind-block", "Rows behind a block that is behind a schema frame: they are none.") {
      $0.start()
      $0.block(VectorFile.block(0..<2))
      // Where rows would be if the block were some.
      let size = $0.bytes.count - $0["schema"].upperBound
      $0.append("noise", [UInt8](repeating: 1, count: (24 - size % 24) % 24))
      $0.rows(VectorFile.openRows(2..<7), firstRow: 2)
      $0.harm($0["5 rows"])
      $0.nextRow = 7
      $0.block(VectorFile.block(7..<9))
      $0.index()
      $0.isScanned = true
    },
    rows("rows-of-another", "Rows of another recording behind a schema frame of this one.") {
      $0.start()
      let own = $0.tag
      $0.tag = 0x0DD_0001
      $0.rows(VectorFile.openRows(0..<5), firstRow: 0)
      $0.harm($0["5 rows"])
      $0.tag = own
      $0.nextRow = 0
      $0.block(VectorFile.block(0..<2))
      $0.index()
      $0.isScanned = true
    },
    rows("rows-near-rows", "Rows behind two schema frames, of which nothing else tells.") {
      for firstRow: UInt64 in [1 << 31 - 16, 1 << 31 + 10] {
        $0.schema(VectorFile.plain)
        $0.rows(VectorFile.openRows(0..<5), firstRow: firstRow)
      }
      $0.isScanned = true
    },
    rows("rows-near-told", "Rows behind two schema frames, both before what is told.") {
      let (header, fields) = VectorFile.header(firstRow: 1 << 32 + 100)
      $0.header(header, fields: fields)
      for firstRow: UInt64 in [1 << 31 + 200, 300] {
        $0.schema(VectorFile.plain)
        $0.rows(VectorFile.openRows(0..<5), firstRow: firstRow)
      }
      $0.isScanned = true
    },
    rows(
      "rows-off-the-stride", "Rows four bytes behind their place behind a schema: they are none."
    ) {
      $0.start()
      $0.append("noise", [1, 2, 3, 4])
      $0.rows(VectorFile.openRows(0..<5), firstRow: 0)
      $0.harm($0["noise"])
      $0.harm($0["5 rows"])
      $0.block(VectorFile.block(0..<2))
      $0.index()
      $0.isScanned = true
    },
    rows("rows-given-before", "Rows behind a schema frame that a block has with other values.") {
      $0.start()
      $0.rows(VectorFile.openRows(10..<16), firstRow: 0)
      $0.nextRow = 2
      $0.block(VectorFile.block(2..<4))
      $0.index()
      $0.isScanned = true
    },
  ]
}
