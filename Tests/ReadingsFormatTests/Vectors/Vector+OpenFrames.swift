@testable import ReadingsFormat

/// Open frames with damage. Section 13.
extension Vector {
  /// A file with a block of four rows and open ones from row 4 on, to be damaged.
  static func open(
    _ name: String, _ shows: String, rows: Int64 = 3,
    _ change: (inout OpenRecipe) -> Void = { _ in }, then: (inout VectorFile) -> Void = { _ in }
  ) -> Vector {
    built(.damaged, name, shows) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<4 + rows, labels: [5: "label"]))
      change(&open)
      $0.open(open)
      $0.isScanned = true
      then(&$0)
    }
  }

  static let openFrames: [Vector] = [
    open("open-magic", "An open frame's magic number is damaged: three rows are too few to find.") {
      $0.flip("open", byte: 0, bit: 7)
    },
    open("open-size", "An open frame's size is damaged; its rows prove themselves.") {
      $0.flip($0["open"].lowerBound + 7, bit: 2)
    },
    open(
      "open-size-uncommitted",
      "An open frame's size is damaged: a complete row that was not committed is given.", rows: 5
    ) {
      $0.count = 4
    } then: {
      $0.flip($0["open"].lowerBound + 7, bit: 2)
    },
    open("open-size-smaller", "An open frame's size is smaller than it is; zeros follow.") {
      $0.moreSize = -56
    } then: {
      // The end of the label area is all that the frame does not cover.
      $0.isScanned = false
    },
    open("open-control", "The control is damaged: three rows are too few to find.") {
      $0.damageControl()
    },
    open("open-control-5", "The control is damaged: five rows are found behind the copy.", rows: 5)
    {
      $0.damageControl()
    },
    open("open-first-row", "The first open row is damaged.") { $0.flipRow(4) },
    open("open-middle-row", "An open row in the middle is damaged, and its label with it.") {
      $0.flipRow(5)
    },
    open("open-last-row", "The last open row is damaged.") { $0.flipRow(6) },
    open("open-row-number", "An open row has the number of another one.") {
      $0.rows[1].number = 105
    } then: {
      $0.ruinRow(105)
    },
    open("open-label", "A label is damaged; its row is there, and its event.") {
      $0.rows[1].shown = "\u{FFFD}"
    } then: {
      let label = $0["open"].upperBound - 64
      $0.flip(label + 8)
      $0.harm(label..<label + 16)
    },
    open("open-label-number", "A label proves itself with another row's number.") {
      $0.rows[1].labelNumber = 6
      $0.rows[1].shown = "\u{FFFD}"
    } then: {
      let label = $0["open"].upperBound - 64
      $0.harm(label..<label + 16)
    },
    open("open-label-length", "A label's length reaches behind the file.") {
      $0.rows[1].labelLength = .max
      $0.rows[1].shown = "\u{FFFD}"
    } then: {
      let label = $0["open"].upperBound - 64
      $0.harm(label..<label + 16)
    },
    open(
      "open-label-lengths",
      "Lengths of labels that reach over others, longer than the file together: the last is intact.",
      rows: 5
    ) {
      for row in 0..<4 {
        $0.rows[row].label = Array("damaged".utf8)
        $0.rows[row].labelLength = 400
        $0.rows[row].shown = "\u{FFFD}"
      }
      $0.rows[4].label = Array("intact".utf8)
      $0.labelBytes = 512
    } then: {
      let labels = $0["open"].upperBound - 512
      for row in 0..<4 { $0.harm(labels + 16 * row..<labels + 16 * row + 8) }
    },
    open("open-label-cut", "A label longer than the file, whose proof is that of what is there.") {
      $0.rows[1].label = Array("12345678".utf8)
      $0.rows[1].labelLength = 9
      $0.rows[1].shown = "\u{FFFD}"
      $0.labelBytes = 16
    } then: {
      $0.harm($0["open"].upperBound - 16..<$0["open"].upperBound - 8)
    },
    open("open-label-outside", "A label is said to be behind the file.") {
      $0.rows[2].reference = .max
      $0.rows[2].shown = "\u{FFFD}"
    },
    open("open-schema", "The schema frame is damaged: the open frame's copy stands in.") {
      $0.flip("schema", byte: 20)
    },
    built(.damaged, "open-copy", "The copy of the schema is damaged, which nobody needs.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<7)))
      $0.flip($0["copy"].lowerBound + 20)
    },
    open("open-schemas", "The schema frame is damaged and its copy as well: no row can be read.") {
      $0.flip("schema", byte: 20)
      $0.flip($0["copy"].lowerBound + 20)
      $0.frames[$0.position("copy")].isProven = false
    },
    built(
      .damaged, "open-rows-given-before",
      "Open rows and a label that are damaged, whose rows a block has: nothing is to be reported."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(2..<4, labels: [3: "label"]))
      open.firstRow = 2
      open.rows[1].labelNumber = 7
      open.rows[1].shown = "\u{FFFD}"
      $0.open(open)
      $0.flip($0.rows.first { $0.number == 2 && $0.offset > 280 }!.offset + 3)
      $0.isScanned = true
    },
    open("open-cut", "Cut off among the open rows: those that are there count.") {
      $0.rows[1].shown = "\u{FFFD}"
    } then: {
      let end = $0.rows[2].offset
      $0.cut(to: end + 5)
      $0.harm(end..<end + 5)
    },
    open("open-cut-in-labels", "Cut off in a label: its row is there.") {
      $0.rows[1].shown = "\u{FFFD}"
    } then: {
      let label = $0["open"].upperBound - 64
      $0.cut(to: label + 10)
      $0.harm(label..<label + 10)
    },
    open("open-cut-in-reserve", "Cut off before the open rows.") {
      $0.cut(to: $0["open"].lowerBound + 100)
    },
    open("open-cut-in-control", "Cut off in the control.") {
      $0.cut(to: $0["open"].lowerBound + 36)
    },
    open("block-before-open", "The block before the open rows is lost; the control tells.") {
      let start = $0["block"].lowerBound
      $0.zero(start + 8..<start + 20)
      $0.zero($0["columns"].lowerBound..<$0["columns"].lowerBound + 12)
    },
    open("stale-row", "A loss of power kept a row's page from the disk: an older one is there.") {
      let old = Array($0.bytes[$0.rows[0].offset..<$0.rows[1].offset])
      $0.overwrite($0.rows[1].offset, with: old, "the row before it")
      $0.ruinRow(5)
    },
    built(
      .damaged, "stale-head",
      "A loss of power left a block the head of an open frame up to the end."
    ) {
      $0.start(blocks: 3)
      $0.open(OpenRecipe(VectorFile.openRows(12..<14)))
      $0.makeStale("block", 1)
    },
    built(
      .damaged, "stale-head-and-columns",
      "A block with the head of an open frame, whose columns are damaged: its control tells."
    ) {
      $0.start(blocks: 3)
      $0.open(OpenRecipe(VectorFile.openRows(12..<14)))
      $0.makeStale("block", 1)
      $0.flip("columns", 1, byte: -12)
    },
  ]

  static func open(
    _ name: String, _ shows: String, rows: Int64 = 3, _ then: (inout VectorFile) -> Void
  ) -> Vector { open(name, shows, rows: rows, { _ in }, then: then) }
}

extension VectorFile {
  /// Gives a block the head that it had as an open frame: its control is that of one.
  fileprivate mutating func makeStale(_ name: String, _ number: Int) {
    let block = position(name, number)
    let range = frames[block].range
    var head = ByteBuilder()
    head.append(UInt32(0x184D_2A53))
    head.append(UInt32(bytes.count - range.lowerBound - 8))
    overwrite(range.lowerBound, with: head.bytes, "an open frame's head")
    frames[block].kind = .open
    frames[block].open = Open(
      schemaID: schema.id, firstRow: frames[block].told[0].lowerBound,
      rows: range.lowerBound + 1 << 20, capacity: 16, count: frames[block].told[0].count)
    harm(range.lowerBound + Control.end..<range.upperBound)
    isScanned = true
  }
}
