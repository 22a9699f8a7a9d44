@testable import ReadingsFormat

/// Open frames, and what is left of a file whose writer was killed. Section 11.7.
extension Vector {
  private static func good(
    _ name: String, _ shows: String, _ build: (inout VectorFile) -> Void
  ) -> Vector { built(.good, name, shows, build) }

  static let endings: [Vector] = [
    good("empty", "A file that was just made: an open frame without rows.") {
      $0.start()
      $0.open()
    },
    good("open-row", "One open row, and a complete one behind it that is not committed.") {
      $0.start()
      var open = OpenRecipe(VectorFile.openRows(0..<2))
      open.count = 1
      $0.open(open)
    },
    good("open-events", "Open rows with labels: empty, not ASCII, and none.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<8, labels: [4: "", 6: "größer 🙂", 7: "end"])))
    },
    good("open-full", "As many open rows as there is room for.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<8))
      open.capacity = 4
      open.labelBytes = 0
      $0.open(open)
    },
    good("open-without-copy", "An open frame without a copy of its schema, and without a reserve.")
    {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<6))
      open.hasCopy = false
      open.reserveSize = 0
      $0.open(open)
    },
    good("open-types", "Open rows of every type.") {
      $0.header()
      $0.schema(VectorFile.typed)
      var row = OpenRecipe.Row([Int64.max, -1, -1, 0])
      row.values[3] = 0x7FF8_0000_0000_0001
      $0.open(OpenRecipe([OpenRecipe.Row([Int64.min, 1, 1, 0]), row]))
    },
    good("open-nan", "Open rows whose doubles are all NaN.") {
      $0.header()
      $0.schema(VectorFile.typed)
      let nan = Int64(0x7FF8_0000_0000_0000)
      $0.open(OpenRecipe([OpenRecipe.Row([0, 1, 1, nan]), OpenRecipe.Row([1, 2, 2, nan + 1])]))
    },
    good(
      "open-without-reserve", "An open frame whose copy of the schema is right behind the control."
    ) {
      $0.start(blocks: 1)
      // In a file that is not sound the last row would be given, which is not committed.
      var open = OpenRecipe(VectorFile.openRows(4..<9))
      open.count = 4
      open.reserveSize = 0
      $0.open(open)
    },
    good("open-label-at-the-end", "An empty label whose proof ends where the file does.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7, labels: [6: ""]))
      open.labelBytes = 8
      $0.openBehindBlock(open)
      precondition($0.bytes.last != 0, "the proof ends in zeros")
    },
    good("open-last-row-again", "Places behind the open rows that tell the last row and the next.")
    {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<10))
      (open.rows[4].number, open.rows[5].number) = (7, 8)
      open.count = 4
      $0.openBehindBlock(open)
    },
    built(
      .hostile, "capacity-behind-file",
      "An open frame with a capacity that reaches behind the file."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7))
      open.claimedCapacity = 100
      $0.openBehindBlock(open)
    },
    built(
      .hostile, "copy-of-another-schema",
      "An open frame with another schema's frame for a copy: nobody reads it in a sound file."
    ) {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      let other = VectorFile.schema(of: [VectorFile.time, Column("other", unit: .bytes)])
      let copy = VectorFile.schemaFrame(VectorFile.description(of: other), tag: $0.tag)
      $0.overwrite($0["copy"].lowerBound, with: copy, "a schema frame with another name")
      $0.frames.removeLast()
    },
    good("closed-without-index", "A file that was closed where the index had no room.") {
      $0.start(blocks: 2)
      $0.slack(32, filledWith: 0)
      $0.isScanned = true
    },
    good("growing", "Killed while the file grew: zeros behind the last frame.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.append("zeros", [UInt8](repeating: 0, count: 512))
    },
    good("half-a-block", "Killed while a block was written: half of it is in the reserve.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7))
      let (block, column) = VectorFile.block(4..<7)
        .frames(schema: VectorFile.plain, firstRow: 4, tag: $0.tag)
      open.reserve = Array((block + column).dropFirst(40).prefix(40))
      $0.open(open)
    },
    good(
      "sealed-but-for-the-head",
      "Killed just before a block's head was stored: the rows are there once."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7, labels: [5: "twice"]))
      open.reserveSize = 640
      $0.open(open)
      $0.seal(4..<7, events: [Event(row: 1, label: "twice")])
    },
    good(
      "closed-but-for-the-head",
      "Killed just before the closing store: block and index are there, but say no more."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7))
      open.reserveSize = 640
      $0.open(open)
      $0.seal(4..<7, closing: true)
    },
    good(
      "sealed", "Killed just behind a block's seal: an open frame without rows, before old ones."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(0..<4))
      open.oldRows(from: 0)
      open.firstRow = 4
      open.count = 0
      $0.open(open)
    },
    good(
      "schema-but-for-the-head",
      "Killed just before a schema change was committed: the schema behind the control counts."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      let schema = VectorFile.schemaFrame(
        VectorFile.description(of: VectorFile.wider), tag: $0.tag)
      let place = $0.bytes.count + Control.end
      let next = place + schema.count
      var frame = ByteBuilder()
      frame.append(UInt32(0x184D_2A53))
      // The open frame's size, less its head and what is before the next one.
      frame.append(UInt32(Control.end + 256 + 144 + 64 + 80 - 8 - Control.end - schema.count))
      frame.append(
        Control(
          tag: $0.tag, schemaID: VectorFile.wider.id, firstRow: 4, distance: 64, capacity: 5,
          count: 0
        ).bytes)
      open.reserve = schema + frame.bytes
      $0.open(open)
      $0.note("schema in the reserve", .schema, at: place, size: schema.count) {
        $0.schemas = [VectorFile.wider]
      }
      $0.note("open frame in the reserve", .open, at: next, size: Control.end) {
        $0.told = [4..<4]
        $0.open = .init(
          schemaID: VectorFile.wider.id, firstRow: 4, rows: next + 64, capacity: 5, count: 0)
      }
      $0.isScanned = true
    },
    good("half-a-schema", "Killed while a schema change was written: the schema is there.") {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      open.reserve = VectorFile.schemaFrame(
        VectorFile.description(of: VectorFile.wider), tag: $0.tag)
      let place = $0.bytes.count + Control.end
      $0.open(open)
      $0.note("schema in the reserve", .schema, at: place, size: open.reserve.count) {
        $0.schemas = [VectorFile.wider]
      }
      $0.isScanned = true
    },
    good(
      "index-but-for-the-head", "Killed just before the closing store of a file without open rows."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      open.reserve =
        IndexRecipe(tag: $0.tag, entries: $0.entries, schemas: $0.indexedSchemas).bytes
      let place = $0.bytes.count + Control.end
      $0.open(open)
      $0.note("index in the reserve", .index, at: place, size: open.reserve.count)
      $0.isScanned = true
    },
    good(
      "schema-changed", "Killed just behind a schema change: an open frame under the new schema."
    ) {
      $0.start(blocks: 1)
      $0.slack(32, filledWith: 0x5A)
      $0.schema(VectorFile.wider)
      $0.open()
    },
    good("closed-but-for-the-cut", "Killed before the slack behind the index was cut off.") {
      $0.start(blocks: 2)
      $0.index()
      $0.slack(600, filledWith: 0)
    },
  ]
}

extension OpenRecipe {
  /// Numbers the rows from another one on: they were there before.
  mutating func oldRows(from first: UInt64) {
    for place in rows.indices { rows[place].number = first + UInt64(place) }
  }
}

extension VectorFile {
  /// Notes a frame that is inside another one.
  mutating func note(
    _ name: String, _ kind: Frame.Kind, at offset: Int, size: Int,
    _ change: (inout Frame) -> Void = { _ in }
  ) {
    var frame = Frame(name: name, range: offset..<offset + size, kind: kind, tag: tag)
    change(&frame)
    frames.append(frame)
  }

  /// Writes an open frame with a column frame in its reserve, whose rows would count in a file that is
  /// not sound.
  fileprivate mutating func openBehindBlock(_ recipe: OpenRecipe) {
    var recipe = recipe
    recipe.reserve =
      Self.block(20..<22).frames(schema: schema, firstRow: 20, tag: tag).column
    open(recipe)
  }

  /// Writes a block of the open rows into the last open frame, from byte 40 on, and behind it what
  /// comes next; the head is left.
  fileprivate mutating func seal(
    _ rows: Range<Int64>, events: [Event] = [], closing: Bool = false
  ) {
    let start = self["open"].lowerBound
    let (frame, column) = Self.block(rows, events: events)
      .frames(schema: schema, firstRow: UInt64(rows.lowerBound), tag: tag)
    let end = start + frame.count + column.count
    var next = ByteBuilder()
    if closing {
      let last = IndexRecipe.Entry(
        offset: UInt64(start), size: UInt64(end - start), firstRow: UInt64(rows.lowerBound),
        rows: UInt64(rows.count), events: UInt64(events.count),
        firstTime: Self.row(rows.lowerBound)[0], lastTime: Self.row(rows.upperBound - 1)[0])
      next.append(IndexRecipe(tag: tag, entries: entries + [last], schemas: [schema]).bytes)
      next.append(UInt32(0x184D_2A55))
      next.append(UInt32(bytes.count - end - next.count - 4))
    } else {
      next.append(UInt32(0x184D_2A53))
      next.append(UInt32(bytes.count - end - 8))
      let distance = bytes.count - end - 64 - 6 * 24
      next.append(
        Control(
          tag: tag, schemaID: schema.id, firstRow: UInt64(rows.upperBound), distance: distance,
          capacity: 6, count: 0
        ).bytes)
    }
    overwrite(start + 40, with: Array((frame + column)[40...]), "the block, but for its head")
    overwrite(end, with: next.bytes, closing ? "index, and the head of slack" : "an open frame")
  }
}
