@testable import ReadingsFormat

/// What makes an open frame whole, and what does not. Section 12.2.
extension Vector {
  /// What section 12.2 asks of an open frame, and what is whole all the same.
  static let wholeFrames: [Vector] = [
    open("count-complement", "Count and complement do not match: rows up to the capacity count.") {
      $0.damageCount()
    },
    open("count-complement-next", "A damaged count, and a complete row that was not committed.") {
      $0.count = 2
    } then: {
      $0.damageCount()
    },
    open("count-complement-gap", "A damaged count, and a row that is missing among them.") {
      $0.rows[1].isMissing = true
    } then: {
      $0.damageCount()
    },
    open("count-capacity", "A damaged count, and rows behind the capacity, which are none.") {
      $0.hasCopy = false
      $0.claimedCapacity = 2
    } then: {
      $0.damageCount()
    },
    open("count-large", "A count above the capacity, which is damaged for that.") {
      $0.count = 60_000
    } then: {
      $0.ignoreCount()
    },
    open("count-old", "A count that is older than the rows: the copy leads to them.", rows: 6) {
      $0.count = 2
    } then: { _ in
    },
    open("count-old-few", "A count that is older than three rows, which are too few to find.") {
      $0.count = 0
    } then: { _ in
    },
    open("later-rows", "Rows of a later block where a count of 0 is.", rows: 5) {
      $0.oldRows(from: 24)
      $0.count = 0
    } then: { _ in
    },
    open(
      "later-rows-two", "Two rows behind the count, the second of which is of a later block.",
      rows: 5
    ) {
      $0.count = 3
    } then: { _ in
    },
    open("later-rows-2-31", "Rows 2³¹ - 1 behind the one that comes next: they are later.", rows: 5)
    {
      $0.oldRows(from: 4 + 1 << 31 - 5)
      $0.count = 0
    } then: { _ in
    },
    built(.good, "earlier-rows-2-31", "Rows 2³¹ behind the one that comes next: they are earlier.")
    {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<8))
      open.oldRows(from: 4 + 1 << 31)
      open.count = 0
      $0.open(open)
    },
    built(
      .good, "earlier-rows-half", "Rows of which the second is 2³¹ behind the one that comes next."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<8))
      open.oldRows(from: 4 + 1 << 31 - 1)
      open.count = 0
      $0.open(open)
    },
    built(.good, "uncommitted-row", "A complete row behind the last one, with a label.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<9, labels: [8: "late"]))
      open.count = 4
      $0.open(open)
    },
    built(
      .good, "empty-places",
      "Places of zeros, whose proof would be that of a later row: they hold none."
    ) {
      // Of half of all tags zeros tell a number that is behind the rows.
      $0.tag = 0x0DD_0001
      let zeros = [UInt8](repeating: 0, count: 20)
      let told = (0 &- ByteBuilder.proof(zeros, row: 0, tag: $0.tag)) &* 0x0E8B_2F51
      precondition(Int32(bitPattern: told) > 1000)
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<9))
      open.count = 4
      $0.open(open)
    },
    built(
      .good, "places-of-another-schema",
      "Places with what is left of rows under another schema, which agree on no number."
    ) {
      $0.start(blocks: 1)
      $0.schema(VectorFile.wider)
      var open = OpenRecipe()
      // In a file that is not sound this block would count.
      let (_, column) = VectorFile.block(4..<6)
        .frames(schema: VectorFile.plain, firstRow: 4, tag: $0.tag)
      open.reserve = column
      $0.open(open)
      var old = VectorFile()
      old.schema = VectorFile.plain
      old.rows(VectorFile.openRows(0..<8), firstRow: 0)
      $0.overwrite($0["copy"].upperBound, with: old.bytes, "rows under the first schema")
    },
    open("open-behind", "Bytes behind an open frame that are not zero.") {
      $0.append("noise", [UInt8](repeating: 0xAA, count: 16))
      $0.harm($0["noise"])
    },
    open("open-short", "A file that ends before its open frame does; only zeros are missing.") {
      $0.cut(to: $0.bytes.count - 16)
    },
    open("open-rows-outside", "An open frame whose rows are behind the end of the file.") {
      $0.claimedDistance = 8 * 0x1FFF_FFFF
    } then: { _ in
    },
    open("open-rows-in-the-head", "An open frame whose rows begin with the frame itself.") {
      $0.claimedDistance = 0
    } then: {
      $0.harm($0["open"].lowerBound..<$0["open"].lowerBound + 72)
    },
    open("open-capacity-0", "A control without room for a row is none.") {
      $0.claimedCapacity = 0
    } then: {
      $0.ruin("open")
    },
    open("open-first-row-2-63", "A control with a first row of 2⁶³ is none.") {
      $0.claimedFirstRow = 1 << 63
    } then: {
      $0.ruin("open")
    },
    open("open-schema-unknown", "A control that names a schema that is not there.") {
      $0.claimedSchemaID = 1
    } then: { _ in
    },
  ]
}
