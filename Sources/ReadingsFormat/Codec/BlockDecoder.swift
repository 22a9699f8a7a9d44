import CReadingsKernels

/// Decodes column frames into blocks of columns, on memory that it keeps from block to block.
///
/// Invariant: behind the content in `content` there are always `BitPacking.slack` readable bytes.
package struct BlockDecoder: ~Copyable {
  private var content = OwnedBytes(count: BitPacking.slack)
  private var scratch = OwnedBytes(count: 0)
  /// The size of what was decompressed last; if that failed, an upper bound.
  private(set) var lastContentSize = 0

  /// What a column frame says of itself, at the start of its content.
  package struct Identity {
    var tag: RecordingTag
    var rows: BlockRows
  }

  package init() {}

  /// Decompresses a column frame, verifies its checksum, and reads whose rows it holds.
  mutating func identify(_ frame: UnsafeRawBufferPointer) throws(Malformed) -> Identity {
    var cursor = try open(frame)
    return try Self.readIdentity(&cursor)
  }

  /// Decodes a column frame into `block`.
  package mutating func decode(
    _ frame: UnsafeRawBufferPointer, schema: Schema, into block: ColumnBlock
  ) throws(Malformed) -> Identity {
    var cursor = try open(frame)
    let identity = try Self.readIdentity(&cursor)
    guard identity.rows.schemaID == schema.id else { throw Malformed("a block has another schema") }
    let count = identity.rows.count
    guard count <= Limits.rows(columns: schema.columns.count) else {
      throw Malformed("a block has too many values")
    }
    if scratch.count < 8 * ColumnCodec.scratchWords(count) {
      scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(count))
    }
    block.reset(schema: schema, firstRow: identity.rows.firstRow, rowCount: count)
    let failure = block.withMutableColumns { values -> Malformed? in
      do throws(Malformed) {
        try Self.readColumns(
          &cursor, columns: schema.columns.count, rows: count, into: values,
          scratch: scratch.words())
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
    try Self.readEvents(&cursor, into: block)
    guard cursor.remaining == 0 else { throw Malformed("a block has bytes left over") }
    return identity
  }

  private mutating func open(
    _ frame: UnsafeRawBufferPointer
  ) throws(Malformed) -> ByteCursor {
    // LZ4 makes at most 255 bytes out of one, so memory is bounded by the file's size.
    let limit = min(LZ4Frame.contentLimit(head: frame), frame.count * Limits.expansion)
    if content.count < limit + BitPacking.slack {
      content = OwnedBytes(count: limit + BitPacking.slack)
    }
    // Until it is known better: a frame that turns out to be damaged may have taken as much.
    lastContentSize = limit
    var cursor = ByteCursor(frame)
    let room = content.count - BitPacking.slack
    let count = try LZ4Frame.decode(
      &cursor, into: UnsafeMutableRawBufferPointer(start: content.base, count: room))
    lastContentSize = count
    return ByteCursor(content.bytes(0..<count))
  }

  private static func readIdentity(_ cursor: inout ByteCursor) throws(Malformed) -> Identity {
    let tag = try SealedFrame.takeTag(of: &cursor)
    let schemaID = try cursor.read(UInt32.self)
    let firstRow = try cursor.readVarint()
    let count = try cursor.readCount(upTo: Limits.rows)
    return Identity(
      tag: tag, rows: try BlockRows(schemaID: schemaID, firstRow: firstRow, count: count))
  }

  /// Reads the columns: which of them vary, then their codes or single values.
  private static func readColumns(
    _ cursor: inout ByteCursor, columns: Int, rows: Int, into values: UnsafeMutablePointer<UInt64>,
    scratch: UnsafeMutablePointer<UInt64>
  ) throws(Malformed) {
    let varying = try cursor.readBytes((columns + 7) / 8)
    for column in 0..<columns {
      let start = values + column * rows
      if varying[column / 8] >> UInt8(column & 7) & 1 == 0 {
        creadings_fill(start, rows, UInt64(bitPattern: try cursor.readZigzag()))
      } else {
        try ColumnCodec.decode(&cursor, column: column, count: rows, into: start, scratch: scratch)
      }
    }
  }

  private static func readEvents(
    _ cursor: inout ByteCursor, into block: ColumnBlock
  ) throws(Malformed) {
    let count = try cursor.readCount(upTo: block.rowCount)
    var lengths: [Int] = []
    lengths.reserveCapacity(count)
    var next = 0
    for _ in 0..<count {
      let row = next + (try cursor.readCount(upTo: block.rowCount))
      guard row < block.rowCount else { throw Malformed("an event lies outside its block") }
      lengths.append(try cursor.readCount(upTo: Limits.content))
      block.events.append(Event(row: row, label: ""))
      next = row + 1
    }
    for index in 0..<count { block.events[index].label = try cursor.readText(lengths[index]) }
  }
}
