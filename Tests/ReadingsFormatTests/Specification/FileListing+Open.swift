extension FileListing {
  mutating func openFrame(_ start: Int) {
    let end = head("open frame")
    let control = control()
    listing.heading("reserve")
    let copy = start + control.rows - control.schemaSize
    listing.skip(copy - listing.offset, "anything; zero so far")
    listing.heading("copy of the schema frame")
    listing.skip(control.schemaSize, "as above")
    for row in 0..<control.capacity {
      let number = control.firstRow + UInt64(row)
      listing.heading("row \(number)" + (row < control.count ? "" : ", not committed"))
      openRow(number: number)
    }
    listing.heading("label area")
    labels(of: control.count, control.firstRow, rows: start + control.rows, end: end)
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
    listing.integer(4, "label") { $0 == 0 ? "none" : "\($0) × 8 bytes behind the first row" }
    let proof = ByteBuilder.proof(
      Array(listing.bytes[start..<listing.offset]), row: number, tag: tagNumber)
    check(proof, "proof", row: number)
  }

  /// Takes what a row or its label is verified by.
  private mutating func check(_ expected: UInt32, _ name: String, row: UInt64) {
    listing.integer(4, "\(name), row \(row)") { value in
      value == UInt64(expected) ? "0x" + HexListing.hex(Int(value), digits: 8) : "does not match"
    }
  }

  /// Takes the labels of the committed rows, which follow each other, and the rest of the area.
  private mutating func labels(of count: Int, _ firstRow: UInt64, rows: Int, end: Int) {
    for row in 0..<count {
      let reference = rows + row * (8 * columnCount + 8) + 8 * columnCount
      guard listing.bytes[reference..<reference + 4].contains(where: { $0 != 0 }) else { continue }
      let number = firstRow + UInt64(row)
      let length = Int(listing.integer(4, "length"))
      let text = listing.offset + 4
      let checksum = ByteBuilder.labelChecksum(
        Array(listing.bytes[text..<text + length]), row: number, tag: tagNumber)
      check(checksum, "checksum", row: number)
      listing.text(length, "label")
      listing.padding(to: (listing.offset + 7) / 8 * 8)
    }
    listing.skip(end - listing.offset, "zero so far")
  }
}
