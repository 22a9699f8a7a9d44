@testable import ReadingsFormat

/// Files of later versions: what readers pass over, and what they refuse. Section 15.
extension Vector {
  private static func future(
    _ name: String, _ shows: String, refused: ReadingsError.Code? = nil,
    _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.future, name, shows, refused: refused) {
      build(&$0)
      if $0.frames.count == 1 { $0.schema(VectorFile.plain) }
      if $0.entries.isEmpty { $0.block(VectorFile.block(0..<4)) }
      $0.index()
    }
  }

  static let future: [Vector] = [
    future("minor-version", "A higher minor version, which is read.") {
      var header = VectorFile.usualHeader
      header.format = "rdg 1.7"
      $0.header(header, version: (1, 7))
    },
    future("compatible-flags", "Unknown compatible flags, which are ignored.") {
      $0.header(compatible: 0x8000_0001)
    },
    future("incompatible-flag", "An unknown incompatible flag: refused.", refused: .unsupported) {
      $0.header(incompatible: 0x10)
    },
    future("major-version", "A higher major version: refused.", refused: .unsupported) {
      $0.header(version: (2, 0))
    },
    future(
      "major-version-fields",
      "A higher major version whose fields are of another form: refused all the same.",
      refused: .unsupported
    ) {
      $0.header(fields: [.init(0xFFFF, [1, 2, 3])], version: (3, 1), end: [0xFF, 0xFF, 0xFF])
    },
    future(
      "major-version-damaged-behind",
      "A higher major version, and damage behind its header: refused all the same.",
      refused: .unsupported
    ) {
      $0.header(version: (2, 0))
      $0.append("noise", [UInt8](repeating: 0xAA, count: 32))
    },
    future(
      "major-version-0", "Major version 0, which was never used: refused.", refused: .unsupported
    ) {
      $0.header(version: (0, 9))
    },
    future(
      "major-version-short",
      "A header of a higher major version that ends before its flags do: it is none."
    ) {
      var payload = ByteBuilder()
      payload.append($0.tag)
      payload.append("READINGS")
      payload.append(UInt16(2))
      payload.append(UInt16(0))
      payload.append(UInt32(0))
      $0.append("header", .header, ByteBuilder.sealed(0x184D_2A50, payload.bytes))
      $0.ruin("header")
    },
    future(
      "major-version-smallest", "A header of a higher major version without fields: refused.",
      refused: .unsupported
    ) {
      $0.header(fields: [], version: (2, 0), end: [])
    },
    future(
      "major-version-behind",
      "A higher major version in a header that is not at the file's start: that is not judged."
    ) {
      $0.append("noise", [UInt8](repeating: 0xAA, count: 8))
      $0.harm(0..<8)
      $0.header(nil, version: (2, 0))
      $0.schema(VectorFile.plain)
      $0.isScanned = true
    },
    future(
      "major-version-damaged",
      "A higher major version in a header whose checksum does not match: that is not judged."
    ) {
      $0.header(version: (2, 0))
      $0.schema(VectorFile.plain)
      $0.flip("header", byte: 40)
    },
    future(
      "flag-damaged",
      "An incompatible flag in a header whose checksum does not match: that is not judged."
    ) {
      $0.header()
      $0.schema(VectorFile.plain)
      $0.flip("header", byte: 24, bit: 4)
    },
    future("fields", "Unknown fields in the header, which are passed over by their size.") {
      $0.header(
        fields: [.init(13, [1, 2, 3]), .init(0xFFFF, [])] + VectorFile.usualFields
          + [.init(300, [UInt8](repeating: 9, count: 40))])
    },
    future("meaning", "An unknown meaning; the column has its name and unit.") {
      $0.header()
      var columns = VectorFile.plain.columns
      columns[1].meaning = Meaning(rawValue: 60_000)
      columns[1].unit = "decibels"
      $0.schema(VectorFile.schema(of: columns))
    },
    future("frames", "Skippable frames that version 1.0 does not define, in all places.") {
      $0.header()
      $0.undefined(6, [UInt8](repeating: 1, count: 8))
      $0.schema(VectorFile.plain)
      $0.undefined(11, [])
      $0.block(VectorFile.block(0..<2))
      $0.undefined(15, [UInt8](repeating: 2, count: 16))
      $0.block(VectorFile.block(2..<4))
      $0.undefined(9, [UInt8](repeating: 3, count: 8))
    },
  ]
}
