extension FileListing {
  /// Takes the count word: a number and its complement.
  @discardableResult
  mutating func countWord(_ name: String) -> Int {
    let word = listing.integer(8, name) { "\($0 & 0xFFFF_FFFF) and its complement" }
    precondition(word >> 32 == ~word & 0xFFFF_FFFF, "a damaged count")
    return Int(word & 0xFFFF_FFFF)
  }

  /// Takes the fixed part of the control.
  @discardableResult
  mutating func control() -> (firstRow: UInt64, rows: Int, capacity: Int, schemaSize: Int) {
    let start = listing.offset
    let firstRow = listing.integer(8, "first row")
    listing.integer(4, "schema id")
    let rows = listing.integer(4, "distance to the rows") { "\($0) × 8 bytes" }
    let capacity = listing.integer(2, "capacity in rows")
    let schemaSize = listing.integer(2, "size of the schema's copy") { "\($0) × 8 bytes" }
    listing.checksum(from: start, "checksum of the control")
    return (firstRow, Int(rows) * 8, Int(capacity), Int(schemaSize) * 8)
  }

  mutating func block(_ start: Int) {
    let end = head("block frame")
    countWord("rows")
    control()
    listing.integer(4, "size of the payload once more")
    listing.varint("events")
    for column in 0..<columnCount {
      listing.zigzag("column \(column): first, ordered")
      listing.zigzag("last less first")
      listing.zigzag("min(first, last) less minimum")
      listing.zigzag("maximum less max(first, last)")
    }
    listing.padding(to: end - 4)
    listing.checksum(from: start + 8, "checksum")
  }

  mutating func columnFrame(_ start: Int) {
    listing.heading("column frame")
    listing.integer(4, "magic number") { "0x" + HexListing.hex(Int($0), digits: 8) }
    listing.take(1, "FLG: version 1, independent blocks, content checksum")
    listing.take(1, "BD: at most 64 KiB")
    listing.take(1, "HC")
    let size = Int(
      listing.integer(4, "size of the LZ4 block") {
        $0 >> 31 == 1 ? "\($0 & 0x7FFF_FFFF), stored" : "\($0), compressed"
      } & 0x7FFF_FFFF)
    let contentStart = listing.offset
    content()
    precondition(listing.offset == contentStart + size, "the content has another size")
    listing.integer(4, "end mark")
    listing.checksum(
      from: contentStart, to: contentStart + size, "content checksum")
  }

  private mutating func content() {
    listing.varint("schema id")
    listing.varint("first row")
    let rows = Int(listing.varint("rows"))
    for column in 0..<columnCount { self.column(column, rows: rows) }
    let events = Int(listing.varint("events"))
    let lengths = (0..<events).map { _ in
      listing.varint("row less the row after the event before")
      return Int(listing.varint("length of the label"))
    }
    for length in lengths { listing.text(length, "label") }
  }

  private mutating func column(_ column: Int, rows: Int) {
    let modes = ["constant", "unsigned", "zigzag", "raw"]
    let head = listing.integer(1, "column \(column): mode") {
      "\(modes[Int($0 & 3)]), shift \($0 >> 2)"
    }
    if head & 3 == 3 { return listing.take(8 * rows, "values") }
    listing.zigzag("first value")
    listing.zigzag("base")
    if head & 3 != 0 { packedRun(rows - 1) }
  }

  private mutating func packedRun(_ count: Int) {
    let head = Int(
      listing.integer(1, "width") { "\($0 & 0x7F)\($0 >> 7 == 1 ? ", exceptions follow" : "")" })
    listing.take((count * (head & 0x7F) + 7) / 8, "\(count) residuals")
    guard head & 0x80 != 0 else { return }
    let exceptions = Int(listing.varint("exceptions"))
    if exceptions * 8 > count {
      listing.take((count + 7) / 8, "bitmap of their positions")
    } else {
      for _ in 0..<exceptions { listing.varint("position less the one after the last") }
    }
    packedRun(exceptions)
  }
}
