/// Walks the frames of a small file by the rules of Spec/format.md, not by the module's code.
struct FileListing {
  var listing: HexListing
  /// The number of columns of the schema seen last, and how many bytes one of its rows takes.
  var columnCount = 0
  /// The recording's tag, as it was seen last.
  private(set) var tagNumber: UInt32 = 0

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
    tag()
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
      let field = Int(listing.integer(2, "field") { "\($0), \(names[Int($0)])" })
      let size = Int(listing.integer(2, "size"))
      if field == 0 { break }
      if (2...4).contains(field) {
        listing.text(size, "value")
      } else {
        listing.integer(size, "value")
      }
    }
    listing.padding(to: end - 4)
    listing.seal(from: start + 8, "checksum")
  }

  /// Takes the recording's tag.
  mutating func tag() {
    tagNumber = UInt32(listing.integer(4, "tag") { "0x" + HexListing.hex(Int($0), digits: 8) })
  }

  /// Takes a schema's id.
  mutating func schemaID() {
    listing.integer(4, "schema id") { "0x" + HexListing.hex(Int($0), digits: 8) }
  }

  private mutating func schema(_ start: Int) {
    let end = head("schema frame")
    tag()
    let description = listing.offset
    columnCount = Int(listing.integer(4, "number of columns"))
    for column in 0..<columnCount { self.column(column) }
    let id = ByteBuilder.checksum(Array(listing.bytes[description..<listing.offset]))
    listing.padding(to: end - 4)
    listing.seal(from: start + 8, "checksum")
    listing.note("schema id: 0x\(HexListing.hex(Int(id), digits: 8)), the description's checksum")
  }

  private mutating func column(_ column: Int) {
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

  private mutating func index(_ start: Int) {
    let end = head("index frame")
    tag()
    for _ in 0..<listing.varint("number of schemas") {
      let size = Int(listing.varint("size of the schema"))
      listing.skip(size, "the description, as in the schema frame")
    }
    for block in 0..<listing.varint("number of blocks") {
      listing.varint("block \(block): offset less the end of the block before")
      listing.varint("size of block frame and column frame")
      listing.varint("position of its schema")
      listing.varint("first row less the row after the block before")
      listing.varint("rows")
      listing.varint("events")
      listing.zigzag("first time less the last time before")
      listing.zigzag("last time less the first")
    }
    listing.padding(to: end - 8)
    listing.integer(4, "footer: size of the whole frame")
    listing.seal(from: start + 8, "footer: checksum")
  }
}
