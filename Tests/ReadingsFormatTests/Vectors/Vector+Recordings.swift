@testable import ReadingsFormat

/// Files in which two recordings are. Section 13.1: that is read of which most is proven.
extension Vector {
  private static func two(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector {
    built(.damaged, name, shows) {
      build(&$0)
      $0.isScanned = true
    }
  }

  /// A recording that differs from others in tag and values only.
  private static func twin(
    tag: UInt32, from value: Int64, blocks: Int64 = 2
  ) -> VectorFile {
    var file = VectorFile()
    file.tag = tag
    file.header()
    file.schema(VectorFile.plain)
    for number in 0..<blocks {
      let rows = 4 * number..<4 * number + 4
      file.block(BlockRecipe([.plain(rows.map { value + $0 }), .plain(rows.map { value - $0 })]))
    }
    file.index()
    return file
  }

  /// A file of a recording in several, from some row on.
  private static func part(_ number: UInt32, from firstRow: UInt64) -> VectorFile {
    var (header, fields) = VectorFile.header(firstRow: firstRow)
    header.fileNumber = number
    fields.append(.init(11, number))
    var file = VectorFile()
    file.header(header, fields: fields)
    file.schema(VectorFile.plain)
    for first in [Int64(firstRow), Int64(firstRow) + 4] {
      file.block(VectorFile.block(first..<first + 4))
    }
    file.index()
    return file
  }

  static let recordings: [Vector] = [
    two("appended-smaller", "A smaller recording behind another one: its frames are no damage.") {
      $0.start(blocks: 3)
      $0.index()
      $0.append(.other(blocks: 1), "another recording")
    },
    two("appended-larger", "A larger recording behind another one: it is the one that is read.") {
      $0.start(blocks: 1)
      $0.index()
      $0.append(.other(blocks: 4), "another recording")
    },
    two("appended-equal", "Two recordings with as many proven bytes: the first is read.") {
      $0 = twin(tag: 0x7A67_0001, from: 1000)
      $0.append(twin(tag: 0x0DD_0001, from: 5000), "another recording")
    },
    two("appended-equal-lower", "The same, and the first has the lower tag.") {
      $0 = twin(tag: 0x0DD_0001, from: 1000)
      $0.append(twin(tag: 0x7A67_0001, from: 5000), "another recording")
    },
    two("appended-equal-damaged", "The same, and a block frame of the first is damaged.") {
      $0 = twin(tag: 0x7A67_0001, from: 1000)
      $0.append(twin(tag: 0x0DD_0001, from: 5000), "another recording")
      $0.flip("block", byte: 43)
    },
    two("appended-open", "A recording with an open frame behind a closed one that is smaller.") {
      $0 = .other(blocks: 1)
      var other = VectorFile()
      other.start(blocks: 3)
      other.open(OpenRecipe(VectorFile.openRows(12..<14, labels: [13: "end"])))
      $0.append(other, "another recording")
    },
    two("open-first", "A recording with open rows, and a smaller one behind it.") {
      $0.start(blocks: 3)
      $0.open(OpenRecipe(VectorFile.openRows(12..<14, labels: [13: "end"])))
      $0.append(.other(blocks: 1), "another recording")
    },
    two(
      "open-counts-little", "Of an open frame 40 bytes are proven: the other recording is larger."
    ) {
      $0 = .other(blocks: 2)
      var other = VectorFile()
      other.start()
      var open = OpenRecipe()
      open.reserveSize = 1024
      other.open(open)
      $0.append(other, "another recording")
    },
    two("slack-counts-nothing", "A slack frame is never proven: the other recording is larger.") {
      $0.start()
      $0.slack(1024)
      $0.append(.other(blocks: 1), "another recording")
    },
    two("frame-in-a-header", "A schema frame in a field of the header: the scan goes on behind it.")
    {
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.schema(VectorFile.wider)
      $0.header(fields: VectorFile.usualFields + [.init(300, other.bytes)])
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<2))
    },
    two("in-the-middle", "A recording between two blocks of another one.") {
      $0.start(blocks: 4)
      $0.index()
      let place = $0["block", 2].lowerBound
      $0.insert(
        0..<VectorFile.other(blocks: 1).bytes.count, of: .other(blocks: 1), at: place,
        "another recording")
    },
    two("in-a-block", "A recording in the middle of a column frame of another one.") {
      $0.start(blocks: 4)
      $0.index()
      $0.flip("columns", 1, byte: -12)
      let place = $0["columns", 1]
      let other = VectorFile.other(blocks: 1)
      $0.insert(0..<other.bytes.count, of: other, at: place.lowerBound + 20, "another recording")
      // The rest of the column frame is behind it now.
      $0.damage = [
        place.lowerBound..<place.lowerBound + 20,
        place.lowerBound + 20 + other.bytes.count..<place.upperBound + other.bytes.count,
      ]
    },
    two("in-an-open-frame", "A smaller recording in the reserve of an open frame.") {
      $0.start(blocks: 3)
      var open = OpenRecipe(VectorFile.openRows(12..<15))
      let other = VectorFile.other(blocks: 1)
      open.reserve = other.bytes
      open.reserveSize = other.bytes.count
      $0.open(open)
      // A sound file: nobody reads the reserve.
      $0.flip("schema", byte: 20)
      let place = $0["open"].lowerBound + Control.end
      for frame in other.frames {
        $0.note(frame.name, frame.kind, at: place + frame.range.lowerBound, size: frame.range.count)
        {
          $0.tag = other.tag
          $0.schemas = frame.schemas
        }
      }
    },
    two("pages-mixed", "Every other page of 256 bytes is that of another recording.") {
      $0 = twin(tag: 0x7A67_0001, from: 1000, blocks: 8)
      let other = twin(tag: 0x0DD_0001, from: 5000, blocks: 8)
      for start in stride(from: 256, to: $0.bytes.count, by: 512) {
        $0.overwrite(start..<min(start + 256, $0.bytes.count), of: other)
      }
    },
    two("halves", "The second half is that of another recording.") {
      $0 = twin(tag: 0x7A67_0001, from: 1000, blocks: 6)
      let middle = $0["block", 3].lowerBound
      $0.overwrite(middle..<$0.bytes.count, of: twin(tag: 0x0DD_0001, from: 5000, blocks: 6))
      // The frames of both end there.
      $0.damage = []
    },
    two("schema-of-another", "The schema is damaged, and another recording has the same.") {
      $0.start(blocks: 2)
      $0.flip("schema", byte: 20)
      $0.append(.other(blocks: 0), "another recording")
    },
    two("header-of-another", "The header is damaged, and another recording has one.") {
      $0.start(blocks: 3)
      $0.index()
      $0.flip("header", byte: 30)
      $0.append(.other(blocks: 1), "another recording")
    },
    two("same-rows", "Two recordings with the same rows, of other values; one is lost in each.") {
      $0 = twin(tag: 0x7A67_0001, from: 1000, blocks: 3)
      var other = twin(tag: 0x0DD_0001, from: 5000, blocks: 3)
      other.loseBlock(0)
      $0.append(other, "another recording")
      $0.harm($0["block", 3].lowerBound..<$0["columns", 3].upperBound)
      $0.loseBlock(2)
    },
    two("newer-behind", "The header of a newer version behind a file: it tells nothing.") {
      $0.start(blocks: 3)
      $0.index()
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.header(nil, version: (2, 0))
      $0.append(other, "the header of version 2.0")
    },
    two("newer-header", "A header of a newer version with the recording's tag, not at the start.") {
      $0.start(blocks: 2)
      $0.index()
      var other = VectorFile()
      other.header(nil, version: (2, 0))
      $0.append(other, "the header of version 2.0")
    },
    two(
      "newer-header-later",
      "The header of a later file is damaged, and one of a newer version tells nothing."
    ) {
      let (header, fields) = VectorFile.header(firstRow: 100)
      $0.header(header, fields: fields)
      $0.schema(VectorFile.plain)
      $0.block(VectorFile.block(0..<4))
      $0.index()
      $0.flip("header", byte: 30)
      $0.header(nil, version: (2, 0))
    },
    two("found-rows-of-another", "Rows behind a schema frame of the smaller one of two recordings.")
    {
      $0.start(blocks: 3)
      $0.index()
      var other = VectorFile()
      other.tag = 0x0DD_0001
      other.header()
      other.schema(VectorFile.plain)
      other.nextRow = 12
      other.open(OpenRecipe(VectorFile.openRows(12..<17)))
      other.damageControl()
      let place = $0.bytes.count
      $0.append(other, "another recording")
      $0.harm(place + other["open"].lowerBound..<place + other["open"].lowerBound + 40)
    },
    two("files-in-order", "Two files of one recording, one behind the other.") {
      $0 = part(1, from: 0)
      $0.append(part(2, from: 8), "the next file")
    },
    two("files-in-reverse", "Two files of one recording, the second one first.") {
      $0 = part(2, from: 8)
      $0.append(part(1, from: 0), "the file before")
    },
    two("files-apart", "Two files of one recording, with one missing between them.") {
      $0 = part(1, from: 0)
      $0.append(part(3, from: 16), "a later file")
    },
    two("file-twice", "A whole file twice: its rows count once.") {
      $0.start(blocks: 2)
      $0.index()
      $0.append($0, "the file itself")
    },
    two("blocks-in-reverse", "The blocks of a recording in reverse order.") {
      $0.start()
      for first in [Int64(8), 4, 0] {
        $0.nextRow = UInt64(first)
        $0.block(VectorFile.block(first..<first + 4))
      }
    },
    two("blocks-swapped", "Two blocks have changed places; their rows are all there.") {
      $0.start()
      for first in [Int64(4), 0, 8] {
        $0.nextRow = UInt64(first)
        $0.block(VectorFile.block(first..<first + 4))
      }
      $0.index {
        $0.entries.swapAt(0, 1); $0.entries = [$0.entries[2]]
      }
    },
  ]
}
