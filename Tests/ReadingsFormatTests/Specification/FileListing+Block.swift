extension FileListing {
  /// Takes the control.
  @discardableResult
  mutating func control() -> (
    firstRow: UInt64, rows: Int, capacity: Int, schemaSize: Int, count: Int
  ) {
    let start = listing.offset
    tag()
    schemaID()
    let firstRow = listing.integer(8, "first row")
    let rows = listing.integer(4, "distance to the rows") { "\($0) × 8 bytes" }
    let capacity = listing.integer(2, "capacity in rows")
    let schemaSize = listing.integer(2, "size of the schema's copy") { "\($0) × 8 bytes" }
    listing.checksum(from: start, "checksum of the control")
    let count = listing.integer(2, "count")
    let complement = listing.integer(2, "complement of the count")
    precondition(complement == ~count & 0xFFFF, "a damaged count")
    return (firstRow, Int(rows) * 8, Int(capacity), Int(schemaSize) * 8, Int(count))
  }

  mutating func block(_ start: Int) {
    let end = head("block frame")
    control()
    listing.varint("events")
    ranges()
    listing.padding(to: end - 4)
    listing.seal(from: start + 8, "checksum")
  }

  private mutating func ranges() {
    let names = [
      "last less first", "min(first, last) less minimum", "maximum less max(first, last)",
    ]
    var parts = 0
    for column in 0..<columnCount {
      if column & 1 == 0 {
        parts = Int(listing.integer(1, "parts of the next ranges") { Self.parts($0) })
      }
      listing.zigzag("column \(column): first, ordered")
      for (bit, name) in names.enumerated() where parts >> bit & 1 == 1 { listing.zigzag(name) }
      parts >>= 4
    }
  }

  private static func parts(_ byte: UInt64) -> String {
    let bits = (0..<8).filter { byte >> $0 & 1 == 1 }
    return bits.isEmpty ? "none" : "bits " + bits.map(String.init).joined(separator: ", ")
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
    tag()
    schemaID()
    listing.varint("first row")
    let rows = Int(listing.varint("rows"))
    let start = listing.offset
    listing.take((columnCount + 7) / 8, "columns that vary: one bit each")
    let varying = listing.bytes[start..<listing.offset].map { Int($0) }
    for column in 0..<columnCount {
      if varying[column / 8] >> (column & 7) & 1 == 1 {
        self.column(column, rows: rows)
      } else {
        listing.zigzag("column \(column): the value of all rows")
      }
    }
    let events = Int(listing.varint("events"))
    let lengths = (0..<events).map { _ in
      listing.varint("row less the row after the event before")
      return Int(listing.varint("length of the label"))
    }
    for length in lengths { listing.text(length, "label") }
  }

  private mutating func column(_ column: Int, rows: Int) {
    let names = ["zigzag", "shift", "link", "raw"]
    let flags = listing.integer(1, "column \(column): flags") { flags in
      let named = names.indices.filter { flags >> $0 & 1 == 1 }.map { names[$0] }
      return named.isEmpty ? "none" : named.joined(separator: ", ")
    }
    if flags & 8 != 0 { return listing.take(8 * rows, "values") }
    if flags & 2 != 0 { listing.integer(1, "shift") }
    if flags & 4 != 0 {
      listing.varint("link: the other column")
      listing.zigzag("link: multiplier")
      listing.integer(1, "link: right shift")
    }
    listing.zigzag("first value")
    listing.zigzag("base")
    packedRun(rows - 1, of: "residuals")
  }

  private mutating func packedRun(_ count: Int, of what: String) {
    let head = Int(
      listing.integer(1, "width") { "\($0 & 0x7F)\($0 >> 7 == 1 ? ", exceptions follow" : "")" })
    listing.take((count * (head & 0x7F) + 7) / 8, "\(count) \(what)")
    guard head & 0x80 != 0 else { return }
    let exceptions = Int(listing.varint("exceptions"))
    if exceptions * 4 > count {
      listing.take((count + 7) / 8, "bitmap of their positions")
    } else {
      var lowBits = 0
      while exceptions << (lowBits + 1) <= count { lowBits += 1 }
      listing.take((exceptions * lowBits + 7) / 8, "low bits of their positions")
      let bits = exceptions + ((count - 1) >> lowBits)
      listing.take((bits + 7) / 8, "bitmap of the high ones")
    }
    packedRun(exceptions, of: "high bits")
  }
}
