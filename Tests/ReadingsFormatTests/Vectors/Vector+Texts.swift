@testable import ReadingsFormat

/// Texts with bytes that are no UTF-8, and what else is odd in files that are sound all the same.
extension Vector {
  private static func good(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.good, name, shows, build) }

  /// Ill-formed sequences, and how many maximal subparts they have.
  private static let illFormed: [(bytes: [UInt8], shown: String)] = [
    ([0x80], "\u{FFFD}"),
    ([0xC3], "\u{FFFD}"),
    ([0xC3, 0x28], "\u{FFFD}("),
    ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
    ([0xE2, 0x82], "\u{FFFD}"),
    ([0xE2, 0x82, 0x28], "\u{FFFD}("),
    ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ([0xF0, 0x9F, 0x92], "\u{FFFD}"),
    ([0xF0, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ([0xF5, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ([0xF1, 0x80, 0x80, 0x41], "\u{FFFD}A"),
    ([0xFF, 0xFE], "\u{FFFD}\u{FFFD}"),
    ([0x61, 0xE2, 0x82, 0xAC, 0xE2], "a€\u{FFFD}"),
  ]

  /// A description of the time and a column with this name and unit.
  private static func description(name: [UInt8], unit: [UInt8]) -> [UInt8] {
    var output = ByteBuilder()
    output.append(UInt32(2))
    let time = VectorFile.description(of: [VectorFile.time]).dropFirst(4)
    output.append(Array(time))
    output.append([2, 0, 0, 0, 1, 0, 0, 0, 0])
    output.append(UInt8(unit.count))
    output.append(UInt16(name.count))
    output.append(unit + name)
    return output.bytes
  }

  /// A file with a column of such a name and unit.
  private static func named(
    _ name: String, _ shows: String, _ bytes: [UInt8], unit: [UInt8] = [], as shown: String,
    unitAs unitShown: String = ""
  ) -> Vector {
    good(name, shows) {
      $0.header()
      let description = description(name: bytes, unit: unit)
      let schema = Schema(
        columns: [VectorFile.time, Column(shown, unit: MetricUnit(unitShown))],
        id: ByteBuilder.checksum(description))
      $0.schema(schema, description: description)
      $0.block(VectorFile.block(0..<2))
    }
  }

  static let texts: [Vector] = [
    good("long-header-text", "A text in the header of more bytes than a writer may write.") {
      var header = VectorFile.usualHeader
      header.processName = String(repeating: "name ", count: 400)
      var fields = VectorFile.usualFields
      fields[1] = .init(2, Array(header.processName!.utf8))
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    good("byte-18-in-labels", "Labels with the byte that every magic number ends in, and with one.")
    {
      $0.start()
      let labels = ["\u{18}", "P*M\u{18}"]
      $0.block(
        VectorFile.block(
          0..<2, events: [Event(row: 0, label: labels[0]), Event(row: 1, label: labels[1])]))
      $0.open(OpenRecipe(VectorFile.openRows(2..<4, labels: [2: labels[0], 3: labels[1]])))
    },
    good("bad-utf8-labels", "Labels that are no UTF-8: U+FFFD for each maximal subpart.") {
      $0.start()
      var block = BlockRecipe([
        .plain((0..<Int64(illFormed.count)).map { 10 * $0 }),
        .plain(illFormed.map { _ in 5 }),
      ])
      block.events = illFormed.indices.map { Event(row: $0, label: illFormed[$0].shown) }
      block.labels = illFormed.map(\.bytes)
      $0.block(block)
      $0.index()
    },
    good("bad-utf8-open-labels", "Labels of open rows that are no UTF-8.") {
      $0.start()
      var open = OpenRecipe(VectorFile.openRows(0..<Int64(illFormed.count)))
      for (place, text) in illFormed.enumerated() {
        open.rows[place].label = text.bytes
        open.rows[place].shown = text.shown
      }
      open.capacity = illFormed.count
      open.labelBytes = 16 * illFormed.count
      $0.open(open)
    },
    good("labels-of-controls", "Labels of U+0000, U+FEFF, and other characters one cannot see.") {
      $0.start()
      let labels = ["\0", "\u{FEFF}x", "\u{7F}\u{1}", "\u{2028}", "\r\n", "\u{E000}\u{10FFFF}"]
      $0.block(
        VectorFile.block(
          0..<6, events: labels.enumerated().map { Event(row: $0.offset, label: $0.element) }))
      $0.index()
    },
    named(
      "bad-utf8-name", "A name and a unit that are no UTF-8; the id is that of their bytes.",
      [0x61, 0xFF, 0xE2, 0x82], unit: [0xC0, 0x80], as: "a\u{FFFD}\u{FFFD}",
      unitAs: "\u{FFFD}\u{FFFD}"),
    named(
      "bad-utf8-long-name", "A name of 400 bytes that are no UTF-8, each of which shows as three.",
      [UInt8](repeating: 0xFF, count: 400), as: String(repeating: "\u{FFFD}", count: 400)),
    named(
      "bad-utf8-long-unit", "A unit of 30 bytes that are no UTF-8, each of which shows as three.",
      [0x61], unit: [UInt8](repeating: 0xFF, count: 30), as: "a",
      unitAs: String(repeating: "\u{FFFD}", count: 30)),
    named(
      "long-name", "The longest name and unit that there may be.",
      [UInt8](repeating: 0x6E, count: 1024), unit: [UInt8](repeating: 0x75, count: 64),
      as: String(repeating: "n", count: 1024), unitAs: String(repeating: "u", count: 64)),
    good("padding", "Padding that is not zero, in every frame.") {
      $0.padding = 0xEE
      $0.header()
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.block(VectorFile.block(2..<5))
      $0.index()
    },
    good("schema-twice", "A schema frame that is there twice, with blocks behind each.") {
      $0.start(blocks: 1)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    good("schema-same-id", "Two schemas whose descriptions have one checksum: the first counts.") {
      $0.schemasOfOneID()
      $0.index { $0.schemas.removeLast() }
    },
    built(
      .damaged, "schema-same-id-scanned",
      "Two schemas whose descriptions have one checksum, in a file that is not sound."
    ) {
      $0.schemasOfOneID()
      $0.isScanned = true
    },
    good("schema-without-blocks", "A schema of which there are no rows, in the file and the index.")
    {
      $0.start()
      $0.schema(VectorFile.wider)
      $0.schema = VectorFile.plain
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
  ]
}

extension VectorFile {
  /// Two schemas that were looked for among random names, and blocks behind each.
  fileprivate mutating func schemasOfOneID() {
    let schemas = ["qprrhpwhv", "rrxzgdswr"].map { Self.schema(of: [Self.time, Column($0)]) }
    precondition(schemas[0].id == schemas[1].id)
    header()
    schema(schemas[0])
    block(Self.block(0..<2))
    schema(schemas[1])
    schema = schemas[0]
    block(Self.block(2..<5))
  }
}
