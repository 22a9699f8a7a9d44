/// Walks the frames of a small file by the rules of Spec/format.md, not by the module's code.
struct FileListing {
  var listing: HexListing
  /// The number of columns of the schema seen last, and how many bytes one of its rows takes.
  var columnCount = 0

  /// The listing of the frames from `offset` to the file's end.
  static func lines(of bytes: [UInt8], from offset: Int = 0, columnCount: Int = 0) -> [String] {
    var walk = FileListing(
      listing: HexListing(bytes, from: offset), columnCount: columnCount)
    while walk.listing.offset < bytes.count { walk.frame() }
    return walk.listing.lines
  }

  private mutating func frame() {
    let magic = listing.bytes[listing.offset]
    let start = listing.offset
    switch magic {
    case 0x50: header(start)
    case 0x51: schema(start)
    case 0x52: block(start)
    case 0x53: openFrame(start)
    case 0x54: index(start)
    case 0x04: columnFrame(start)
    default: preconditionFailure("no frame at \(start)")
    }
  }

  /// Takes a frame's head; returns its end.
  mutating func head(_ name: String) -> Int {
    listing.heading(name)
    listing.integer(4, "magic number") { "0x" + HexListing.hex(Int($0), digits: 8) }
    let size = listing.integer(4, "size of the payload")
    return listing.offset + Int(size)
  }

  private mutating func header(_ start: Int) {
    let end = head("header frame")
    listing.text(8, "signature")
    listing.integer(2, "major version")
    listing.integer(2, "minor version")
    listing.integer(4, "incompatible flags")
    listing.integer(4, "compatible flags")
    let names = [
      "end", "process id", "process name", "host name", "boot id", "cores", "page size",
      "heartbeat", "wall clock", "monotonic clock",
    ]
    while true {
      let tag = Int(listing.integer(2, "tag") { "\($0), \(names[Int($0)])" })
      let size = Int(listing.integer(2, "size"))
      if tag == 0 { break }
      if (2...4).contains(tag) {
        listing.text(size, "value")
      } else {
        listing.integer(size, "value")
      }
    }
    listing.padding(to: end - 4)
    listing.checksum(from: start + 8, "checksum")
  }

  private mutating func schema(_ start: Int) {
    let end = head("schema frame")
    schemaFields()
    listing.padding(to: end - 4)
    listing.checksum(from: start + 8, "checksum")
  }

  /// Takes the fields of a schema.
  mutating func schemaFields() {
    listing.integer(4, "schema id")
    columnCount = Int(listing.integer(4, "number of columns"))
    for column in 0..<columnCount {
      listing.integer(1, "column \(column): kind") { ["time", "counter", "gauge"][Int($0)] }
      listing.integer(1, "type") { ["i64", "u64", "f64"][Int($0)] }
      listing.integer(2, "meaning")
      listing.integer(4, "multiplier")
      listing.integer(1, "exponent") { "\(Int8(truncatingIfNeeded: $0))" }
      let unit = Int(listing.integer(1, "length of the unit"))
      let name = Int(listing.integer(2, "length of the name"))
      listing.text(unit, "unit")
      listing.text(name, "name")
    }
  }

  private mutating func index(_ start: Int) {
    let end = head("index frame")
    for _ in 0..<listing.varint("number of schemas") {
      let size = Int(listing.varint("size of the schema"))
      listing.skip(size, "the schema frame's payload without its checksum")
    }
    for block in 0..<listing.varint("number of blocks") {
      listing.varint("block \(block): offset less the end of the block before")
      listing.varint("size of block frame and column frame")
      listing.varint("first row less the row after the block before")
      listing.varint("rows")
      listing.varint("events")
      listing.zigzag("first time less the last time before")
      listing.zigzag("last time less the first")
    }
    listing.padding(to: end - 8)
    listing.integer(4, "footer: size of the whole frame")
    listing.checksum(from: start + 8, "footer: checksum")
  }
}
