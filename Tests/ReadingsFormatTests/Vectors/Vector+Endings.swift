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
    good("open-row", "One open row, and rows behind it that are not committed.") {
      $0.start()
      var open = OpenRecipe(VectorFile.openRows(0..<3))
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
    good("closed-without-index", "A file that was closed where the index had no room.") {
      $0.start(blocks: 2)
      $0.slack(56, filledWith: 0)
    },
    good("growing", "Killed while the file grew: zeros behind the last frame.") {
      $0.start(blocks: 1)
      $0.open(OpenRecipe(VectorFile.openRows(4..<6)))
      $0.append("zeros", [UInt8](repeating: 0, count: 512))
    },
    good("half-a-block", "Killed while a block was written: half of it is in the reserve.") {
      $0.start(blocks: 1)
      var open = OpenRecipe(VectorFile.openRows(4..<7))
      let (block, column) = VectorFile.block(4..<7).frames(schema: VectorFile.plain, firstRow: 4)
      open.reserve = Array((block + column).dropFirst(64).prefix(40))
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
      "closed-but-for-the-head", "Killed just before the closing store: block and index are there."
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
      open.firstRow = 4
      open.count = 0
      $0.open(open)
    },
    good("schema-but-for-the-head", "Killed just before a schema change was committed.") {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      let control = BlockRecipe.control(firstRow: 4, schemaID: 2, distance: 64, capacity: 5)
      let schema = VectorFile.schemaFrame(VectorFile.wider)
      let next = $0.bytes.count + 64 + schema.count
      open.reserve = schema
      $0.open(open)
      var frame = ByteBuilder()
      frame.append(UInt32(0x184D_2A53))
      frame.append(UInt32($0.bytes.count - next - 8))
      frame.append(UInt64(0xFFFF_FFFF) << 32)
      frame.append(control + control)
      $0.overwrite(next, with: frame.bytes, "an open frame without rows")
      $0.schemas.append(VectorFile.wider)
    },
    good("half-a-schema", "Killed while a schema change was written.") {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      open.reserve = VectorFile.schemaFrame(VectorFile.wider)
      $0.open(open)
    },
    good(
      "index-but-for-the-head", "Killed just before the closing store of a file without open rows."
    ) {
      $0.start(blocks: 1)
      var open = OpenRecipe()
      open.reserve = VectorFile.index($0.entries, $0.schemas)
      let slack = $0.bytes.count + 64 + open.reserve.count
      $0.open(open)
      var head = ByteBuilder()
      head.append(UInt32(0x184D_2A55))
      head.append(UInt32($0.bytes.count - slack - 8))
      $0.overwrite(slack, with: head.bytes, "the head of slack")
      $0.ending = .closed
    },
    good(
      "schema-changed", "Killed just behind a schema change: an open frame under the new schema."
    ) {
      $0.start(blocks: 1)
      $0.slack(56, filledWith: 0x5A)
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

extension VectorFile {
  /// Writes a block of the open rows into the last frame, which is an open one, from byte 40 on, and
  /// behind it what comes next; the head is left.
  fileprivate mutating func seal(
    _ rows: Range<Int64>, events: [Event] = [], closing: Bool = false
  ) {
    let start = frames.last!.range.lowerBound
    var block = Self.block(rows, events: events)
    block.leftovers = Array(bytes[start + 16..<start + 40])
    let (frame, column) = block.frames(schema: schema, firstRow: UInt64(rows.lowerBound))
    let end = start + frame.count + column.count
    var next = ByteBuilder()
    if closing {
      let times = block.columns[0].values.map { Int64(bitPattern: $0) }
      entries.append(
        IndexFrame.Entry(
          byteOffset: UInt64(start), byteCount: UInt64(end - start),
          firstRow: UInt64(rows.lowerBound), rowCount: rows.count, eventCount: events.count,
          firstTime: times[0], lastTime: times.last!))
      next.append(Self.index(entries, schemas))
      next.append(UInt32(0x184D_2A55))
      next.append(UInt32(bytes.count - end - next.count - 4))
      ending = .closed
    } else {
      let control = BlockRecipe.control(
        firstRow: UInt64(rows.upperBound), schemaID: schema.id,
        distance: bytes.count - end - 64 - 6 * 24, capacity: 6)
      next.append(UInt32(0x184D_2A53))
      next.append(UInt32(bytes.count - end - 8))
      next.append(UInt64(0xFFFF_FFFF) << 32)
      next.append(control + control)
    }
    overwrite(start + 40, with: Array((frame + column)[40...]), "the block, but for its head")
    overwrite(end, with: next.bytes, closing ? "index, and the head of slack" : "an open frame")
  }
}
