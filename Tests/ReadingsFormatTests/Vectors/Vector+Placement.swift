@testable import ReadingsFormat

/// Where frames stand, how they are padded, and where their fields end. Spec/format.md, sections 2.1,
/// 2.2 and 13.1: offsets, sizes and padding prove nothing, and fields end before checksum and footer.
extension Vector {
  private static func hostile(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.hostile, name, shows, build) }

  static let placements: [Vector] = [
    hostile("schema-unpadded", "A schema frame of 65 bytes, and frames at odd offsets behind it.") {
      $0.header()
      let description = VectorFile.description(of: VectorFile.plain)
      var payload = ByteBuilder()
      payload.append($0.tag)
      payload.append(description)
      payload.appendChecksum(0x184D_2A51)
      precondition(payload.count % 8 != 0)
      $0.append("schema", .schema, ByteBuilder.frame(0x184D_2A51, payload.bytes)) {
        $0.schemas = [VectorFile.plain]
      }
      $0.schema = VectorFile.plain
      $0.block(VectorFile.block(0..<4))
      $0.slack(8)
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    hostile("header-padded", "A header with 20 bytes of padding more than it needs.") {
      $0.header(end: [UInt8](repeating: 0, count: 24))
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.index()
    },
    hostile("block-unpadded", "A block whose two frames take a size that is no multiple of 8.") {
      $0.start()
      var block = VectorFile.block(0..<4)
      block.evenness = 1
      $0.block(block)
      $0.block(VectorFile.block(4..<6))
      $0.index()
    },
    hostile("slack-at-odd-offset", "A slack frame at an odd offset, which leads to a block.") {
      $0.start(blocks: 1)
      $0.slack(16)
      $0.block(VectorFile.block(4..<6))
      $0.insert([1, 2, 3, 4, 5, 6, 7], at: $0["slack"].lowerBound, "bytes 1 to 7")
    },
    hostile(
      "slack-in-slack", "A slack frame that leads nowhere, and one in it that leads to a block."
    ) {
      $0.start(blocks: 1)
      let outer = $0.bytes.count
      $0.append("head of a slack frame of 64", [0x55, 0x2A, 0x4D, 0x18, 64, 0, 0, 0])
      $0.slack(16)
      $0.harm(outer..<outer + 8)
      $0.block(VectorFile.block(4..<6))
      $0.index()
      $0.isScanned = true
    },
    hostile(
      "slack-in-a-row", "A slack frame that begins in an open row, and leads over noise to a block."
    ) {
      $0.start()
      var rows = VectorFile.openRows(0..<4)
      // The head is followed by the row's own last 8 bytes.
      rows[3].values[1] = UInt64(8 + 16) << 32 | 0x184D_2A55
      $0.rows(rows, firstRow: 0)
      $0.append("noise", [UInt8](repeating: 0xAA, count: 16))
      $0.nextRow = 4
      $0.block(VectorFile.block(4..<6))
      $0.index()
      $0.isScanned = true
    },
    hostile("heads-alone", "Heads of frames that are too short for what they must have.") {
      $0.start(blocks: 1)
      for magic: UInt32 in [0x184D_2A50, 0x184D_2A51, 0x184D_2A52, 0x184D_2A54] {
        for size in [0, 3, 4, 7, 8] {
          let name = "frame of \(size) bytes"
          $0.append(name, ByteBuilder.frame(magic, [UInt8](repeating: 0, count: size)))
          $0.harm($0[name, $0.frames.count { $0.name == name } - 1])
        }
      }
      $0.block(VectorFile.block(4..<6))
      $0.isScanned = true
    },
    hostile("column-head-cut", "Cut off in the head of a column frame.") {
      $0.start(blocks: 2)
      $0.cut(to: $0["columns", 1].lowerBound + 10)
    },
    hostile("block-frame-cut", "Cut off in a block frame's control.") {
      $0.start(blocks: 2)
      $0.cut(to: $0["block", 1].lowerBound + 20)
    },
    hostile("index-footer-size", "An index whose footer says another size: the hop comes past it.")
    {
      $0.start(blocks: 2)
      $0.index { $0.moreFooterSize = 8 }
    },
    hostile("block-events-outside", "A number of events that goes on in the block's checksum.") {
      $0.start()
      var block = VectorFile.block(0..<2)
      block.eventsCode = [0x80]
      block.ranges = []
      block.padding = 0x80
      // Of such a number, 0 would be left.
      block.leftover = (8, 0, 0)
      while block.frames(schema: VectorFile.plain, firstRow: 0, tag: $0.tag).block.suffix(4).first
        != 0
      {
        block.leftover!.capacity += 1
      }
      $0.padding = 0x80
      $0.block(block)
      $0.padding = 0
      $0.ruin("block")
      $0.index()
    },
    hostile("schema-name-outside", "A column's name that goes on in the schema's checksum.") {
      $0.header()
      let name = "a name of 25 bytes in all"
      let columns = [VectorFile.time, Column(name)]
      var description = VectorFile.description(of: columns)
      description[description.count - name.utf8.count - 2] += 2
      let frame = VectorFile.schemaFrame(description, tag: $0.tag)
      precondition(frame.count == description.count + 16)
      $0.append("schema", .schema, frame)
      $0.ruin("schema")
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
      $0.index()
    },
    hostile("index-field-outside", "An index's last field, which goes on in its footer.") {
      $0.start(blocks: 1)
      $0.index {
        // Its number of schemas takes so many bytes that there is no padding.
        let description = VectorFile.description(of: VectorFile.plain)
        let rest = [UInt8(description.count)] + description + [1, 0, 1, 0, 0, 4, 0, 0, 0x80]
        let size = (8 - (4 + rest.count) % 8 + 7) % 8 + 1
        $0.body = ByteBuilder.varint(1, bytes: size) + rest
        precondition((4 + $0.body!.count) % 8 == 0)
      }
      $0.ruin("index")
    },
  ]
}
