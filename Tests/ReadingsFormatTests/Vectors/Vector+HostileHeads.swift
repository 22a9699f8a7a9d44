@testable import ReadingsFormat

/// Headers and schemas that break a rule, with checksums that match.
extension Vector {
  private static func hostile(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.hostile, name, shows, build) }

  /// A header that is not one, before sound frames.
  private static func header(
    _ name: String, _ shows: String, fields: [VectorFile.Field], end: [UInt8] = [0, 0, 0, 0]
  ) -> Vector {
    hostile(name, shows) {
      $0.header(nil, fields: fields, end: end)
      $0.ruin("header")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    }
  }

  /// A schema frame that is not one, before a sound one with another id, and blocks of both.
  private static func schema(
    _ name: String, _ shows: String, _ build: (inout ByteBuilder) -> Void
  ) -> Vector {
    hostile(name, shows) {
      $0.header()
      var description = ByteBuilder()
      build(&description)
      $0.append("schema", .schema, VectorFile.schemaFrame(description.bytes, tag: $0.tag))
      $0.ruin("schema")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      var block = VectorFile.block(2..<4)
      block.claim.schemaID = ByteBuilder.checksum(description.bytes)
      block.contentClaim.schemaID = block.claim.schemaID
      $0.block(block)
      $0.spoil("columns", 1)
      $0.index()
    }
  }

  /// A schema of the time and a column with these fields.
  private static func column(
    _ name: String, _ shows: String, kind: UInt8 = 2, type: UInt8 = 0, multiplier: UInt32 = 1,
    exponent: Int8 = 0, unit: String = "", column: String = "b", time: (UInt8, UInt8) = (0, 0),
    moreUnit: UInt8 = 0
  ) -> Vector {
    schema(name, shows) { builder in
      builder.append(UInt32(2))
      let columns: [(UInt8, UInt8, UInt32, Int8, String, String)] = [
        (time.0, time.1, 1, -7, "seconds", "a"), (kind, type, multiplier, exponent, unit, column),
      ]
      for (kind, type, multiplier, exponent, unit, name) in columns {
        builder.append(kind)
        builder.append(type)
        builder.append(UInt16(0))
        builder.append(multiplier)
        builder.append(exponent)
        builder.append(UInt8(unit.utf8.count) + moreUnit)
        builder.append(UInt16(name.utf8.count))
        builder.append(unit + name)
      }
    }
  }

  /// A file that is none: refused.
  private static func noRecording(_ name: String, _ shows: String, _ bytes: [UInt8]) -> Vector {
    built(.hostile, name, shows, refused: .notARecording) { $0.append("bytes", bytes) }
  }

  static let hostileHeads: [Vector] = [
    noRecording(
      "text", "Another file, in which no frame is proven: refused.",
      Array("This is no recording at all.".utf8)),
    noRecording("zeros", "A file of zeros: refused.", [UInt8](repeating: 0, count: 64)),
    noRecording(
      "schema-magic", "A file that begins with a schema's magic number, and nothing else: refused.",
      [0x51, 0x2A, 0x4D, 0x18] + [UInt8](repeating: 0xAA, count: 32)),
    noRecording(
      "lz4-magic", "A file that begins with LZ4's magic number, and nothing else: refused.",
      [0x04, 0x22, 0x4D, 0x18] + [UInt8](repeating: 0xAA, count: 32)),
    noRecording("nothing", "A file of no bytes: refused.", []),
    header(
      "field-short", "A field of the header that is shorter than its type.",
      fields: [.init(7, UInt32(1))]),
    header(
      "field-outside", "A field of the header that reaches behind its end.", fields: [],
      end: [2, 0, 0xFF, 0xFF]),
    header(
      "unknown-field-outside", "An unknown field of the header that reaches behind its end.",
      fields: [], end: [99, 0, 0xFF, 0xFF]),
    header("first-row-2-63", "A first row of 2⁶³.", fields: [.init(12, UInt64(1) << 63)]),
    hostile("first-row-twice", "A first row of 2⁶³, and one of 0 behind it: the last counts.") {
      var header = VectorFile.usualHeader
      header.firstRow = 0
      $0.header(
        header,
        fields: VectorFile.usualFields + [.init(12, UInt64(1) << 63), .init(12, UInt64(0))])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    hostile("end-with-size", "A field `end` that has a size, and reaches behind the payload.") {
      $0.header(end: [0, 0, 0xFF, 0xFF])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    hostile("no-signature", "A header frame with a checksum that matches, but no signature.") {
      $0.header()
      var payload = Array($0.bytes[8..<$0.bytes.count - 4])
      payload[4] = UInt8(ascii: "r")
      let frame = ByteBuilder.sealed(0x184D_2A50, payload)
      $0.overwrite(0, with: frame, "the same with another signature")
      $0.ruin("header")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    hostile("header-short", "A header frame that ends before its flags do.") {
      var payload = ByteBuilder()
      payload.append($0.tag)
      payload.append("READINGS")
      payload.append(UInt16(1))
      payload.append(UInt16(0))
      $0.append("header", .header, ByteBuilder.sealed(0x184D_2A50, payload.bytes))
      $0.ruin("header")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    schema("no-column", "A schema without columns.") { $0.append(UInt32(0)) },
    schema("columns-4097", "A schema that says that it has 4097 columns.") {
      $0.append(UInt32(4097))
    },
    schema("columns-4097-there", "A schema of 4097 columns, all of which are there.") {
      let names = (0..<4096).map { [UInt8($0 / 64) + 64, UInt8($0 % 64) + 64] }
      $0.append(UInt32(4097))
      $0.append(Array(VectorFile.description(of: [VectorFile.time]).dropFirst(4)))
      for name in names { $0.append([2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0] + name) }
    },
    schema("columns-2-32", "A schema that says that it has 2³² - 1 columns.") {
      $0.append(UInt32.max)
    },
    schema("column-cut", "A schema that says that it has one column more than there are.") {
      $0.append(VectorFile.description(of: VectorFile.plain))
      $0.replaceFirst(with: 3)
    },
    column("unknown-kind", "A column of a kind that is not defined.", kind: 3),
    column("unknown-type", "A column of a type that is not defined.", type: 3),
    column("second-time", "Two columns of times.", kind: 0),
    column("no-time", "A first column that is not the time.", time: (1, 0)),
    column("time-as-double", "Times that are doubles.", time: (0, 2)),
    column("time-without-sign", "Times that have no sign.", time: (0, 1)),
    column("no-name", "A column without a name.", column: ""),
    column("long-name", "A name of 1025 bytes.", column: String(repeating: "n", count: 1025)),
    column("same-name", "Two columns with one name.", column: "a"),
    column("long-unit", "A unit of 65 bytes.", unit: String(repeating: "u", count: 65)),
    column("unit-outside", "A unit that reaches behind the frame.", moreUnit: 50),
    column("multiplier-0", "A multiplier of 0.", multiplier: 0),
    column("exponent-19", "An exponent of 19.", exponent: 19),
    column("exponent-minus-19", "An exponent of -19.", exponent: -19),
    hostile("schema-without-id", "A block that names a schema that is not in the file.") {
      $0.start(blocks: 1)
      var block = VectorFile.block(4..<6)
      block.schema = VectorFile.wider
      block.columns.append(.plain([0, 0]))
      $0.block(block)
      $0.isScanned = true
      $0.index()
    },
  ]
}

extension ByteBuilder {
  /// Puts another u32 in the place of the first one.
  fileprivate mutating func replaceFirst(with value: UInt32) {
    var result = ByteBuilder()
    result.append(value)
    result.append(Array(bytes[4...]))
    self = result
  }
}
