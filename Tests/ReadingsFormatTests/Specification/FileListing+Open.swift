extension FileListing {
  mutating func openFrame(_ start: Int) {
    let end = head("open frame")
    let count = countWord("open rows")
    let control = control()
    listing.heading("the control's spare copy")
    self.control()
    listing.heading("reserve")
    let copy = start + control.rows - control.schemaSize
    listing.skip(copy - listing.offset, "anything; zero so far")
    listing.heading("copy of the schema frame")
    listing.skip(control.schemaSize, "as above")
    for row in 0..<control.capacity {
      let number = control.firstRow + UInt64(row)
      listing.heading("row \(number)" + (row < count ? "" : ", not committed"))
      openRow(number: number)
    }
    listing.heading("label area")
    labels(of: count, control.firstRow, rows: start + control.rows, end: end)
  }

  private mutating func openRow(number: UInt64) {
    let start = listing.offset
    let stride = 8 * columnCount + 8
    guard listing.bytes[start..<start + stride].contains(where: { $0 != 0 }) else {
      return listing.skip(stride, "zero")
    }
    for column in 0..<columnCount {
      listing.integer(8, "column \(column)") { "0x" + HexListing.hex(Int($0), digits: 1) }
    }
    listing.integer(4, "label") { $0 == 0 ? "none" : "at (\($0) − 1) × 8 in the label area" }
    let seed = UInt32(truncatingIfNeeded: number)
    listing.checksum(from: start, seed: seed, "checksum, seed \(number)")
  }

  /// Takes the labels of the committed rows, which follow each other, and the rest of the area.
  private mutating func labels(of count: Int, _ firstRow: UInt64, rows: Int, end: Int) {
    for row in 0..<count {
      let reference = rows + row * (8 * columnCount + 8) + 8 * columnCount
      guard listing.bytes[reference] != 0 else { continue }
      let number = firstRow + UInt64(row)
      let length = Int(listing.integer(4, "length"))
      let text = listing.offset + 4
      listing.checksum(
        from: text, to: text + length, seed: UInt32(truncatingIfNeeded: number),
        "checksum, seed \(number)")
      listing.text(length, "label")
      listing.padding(to: (listing.offset + 7) / 8 * 8)
    }
    listing.skip(end - listing.offset, "zero so far")
  }
}
