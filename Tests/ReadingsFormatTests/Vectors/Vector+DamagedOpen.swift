@testable import ReadingsFormat

/// Open frames with damage, and what a loss of power leaves.
extension Vector {
  /// A file with a block of four rows and three open rows, to be damaged.
  private static func open(
    _ name: String, _ shows: String, _ change: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<7, labels: [5: "label"])))
      change(&$0)
    }
  }

  static let damagedOpenFrames: [Vector] = [
    open("open-magic", "An open frame's magic number is damaged; its control proves it.") {
      $0.flip($0["open"].lowerBound, bit: 7)
    },
    open("open-size", "An open frame's size is damaged; its rows prove themselves.") {
      $0.flip($0["open"].lowerBound + 7, bit: 2)
      $0.damage = []
    },
    open("open-count", "The count word is damaged: rows count up to the first that does not match.")
    {
      $0.flip(
        $0["open"].lowerBound + 9, harming: $0["open"].lowerBound + 8..<$0["open"].lowerBound + 16)
    },
    open("open-control", "The control is damaged; the spare stands in.") {
      $0.flip($0["open"].lowerBound + 17)
    },
    open("open-spare", "The spare is damaged, which nobody needs.") {
      $0.flip($0["open"].lowerBound + 41)
      $0.damage = []
    },
    open(
      "open-controls",
      "Both controls are damaged: the open rows are lost, and nothing tells of them."
    ) {
      let open = $0["open"]
      $0.flip(open.lowerBound + 17)
      $0.flip(open.lowerBound + 41, harming: open)
      $0.runs[1] = nil
      $0.ending = .cut
    },
    open("open-first-row", "The first open row is damaged.") { $0.loseOpenRow(0) },
    open("open-middle-row", "An open row in the middle is damaged, and its label with it.") {
      $0.loseOpenRow(1)
    },
    open("open-label", "A label is damaged; its row is there, and its event.") {
      let labels = $0["open"].upperBound - 64
      $0.flip(labels + 8, harming: labels..<labels + 8)
      $0.runs[1]!.events[0].label = "\u{FFFD}"
    },
    open(
      "open-schema",
      "The schema frame is damaged: the open frame's copy stands in, also for the block."
    ) {
      $0.flip($0["schema"].lowerBound + 20, harming: $0["schema"])
    },
    open("open-copy", "The copy of the schema is damaged, which nobody needs.") {
      $0.flip($0["open"].lowerBound + 64 + 256 + 20)
      $0.damage = []
    },
    open("open-cut", "Cut off among the open rows: those that are there count.") {
      let rows = $0["open"].upperBound - 64 - 6 * 24
      $0.cut(to: rows + 2 * 24 + 5)
      $0.keepOpenRows(0..<2)
      $0.harm(rows + 2 * 24..<rows + 2 * 24 + 5)
      $0.runs[2]!.events = [Event(row: 1, label: "\u{FFFD}")]
    },
    open("open-cut-in-reserve", "Cut off before the open rows.") {
      $0.cut(to: $0["open"].lowerBound + 100)
      $0.keepOpenRows(0..<0)
    },
    open(
      "block-before-open",
      "The block before an open frame is lost; the open frame's first row tells."
    ) {
      let (block, columns) = ($0["block"], $0["columns"])
      $0.zero(block.lowerBound + 8..<block.lowerBound + 20)
      $0.zero(columns.lowerBound..<columns.lowerBound + 12)
      $0.damage = [block.lowerBound..<columns.upperBound]
      $0.lose(0)
    },
    open("stale-rows", "A loss of power kept a row's page from the disk: an older row is there.") {
      let open = $0["open"]
      let rows = open.upperBound - 64 - 6 * 24
      let old = Array($0.bytes[rows..<rows + 24])
      $0.overwrite(rows + 24, with: old, "the row before it")
      $0.harm(rows + 24..<rows + 48)
      $0.splitOpenRows(without: 1)
    },
    built(
      .damaged, "stale-head",
      "A loss of power left a block the head of an open frame up to the end."
    ) {
      $0.start(blocks: 3)
      $0.open(OpenRecipe(VectorFile.openRows(12..<14)))
      $0.makeStale($0["block", 1])
    },
    built(
      .damaged, "stale-head-and-columns",
      "A block with the head of an open frame, whose columns are damaged: the frames behind are found."
    ) {
      $0.start(blocks: 3)
      $0.open(OpenRecipe(VectorFile.openRows(12..<14)))
      $0.makeStale($0["block", 1])
      let columns = $0["columns", 1]
      $0.flip(columns.upperBound - 12, harming: columns)
      $0.lose(1)
    },
  ]
}

extension VectorFile {
  /// Flips a bit of an open row.
  fileprivate mutating func loseOpenRow(_ row: Int) {
    let rows = self["open"].upperBound - 64 - 6 * 24
    flip(rows + 24 * row + 3, harming: rows + 24 * row..<rows + 24 * row + 24)
    splitOpenRows(without: row)
  }

  /// Takes an open row out of the result.
  fileprivate mutating func splitOpenRows(without row: Int) {
    let all = Self.openRows(4..<7, labels: [5: "label"])
    runs[1] = nil
    lostRows.append(4 + UInt64(row)..<5 + UInt64(row))
    expect(Array(all[..<row]), firstRow: 4)
    expect(Array(all[(row + 1)...]), firstRow: 5 + UInt64(row))
  }

  /// Leaves some of the open rows in the result; the others are lost.
  fileprivate mutating func keepOpenRows(_ rows: Range<Int>) {
    runs[1] = nil
    expect(Array(Self.openRows(4..<7, labels: [:])[rows]), firstRow: 4)
    lostRows.append(4 + UInt64(rows.upperBound)..<7)
  }

  /// Gives a block the head that it had as an open frame.
  fileprivate mutating func makeStale(_ block: Range<Int>) {
    var head = ByteBuilder()
    head.append(UInt32(0x184D_2A53))
    head.append(UInt32(bytes.count - block.lowerBound - 8))
    overwrite(block.lowerBound, with: head.bytes, "an open frame's head")
  }
}
