/// The first eight bytes of a skippable frame.
struct FrameHead {
  /// The magic number.
  let magic: UInt32
  /// The size of the whole frame, head included.
  let size: Int

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= FrameKind.headSize else { return nil }
    magic = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
    guard FrameKind.skippable.contains(magic) else { return nil }
    let payload = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    size = Int(UInt32(littleEndian: payload)) + FrameKind.headSize
  }
}

/// The payload of a block frame up to its ranges. Spec/format.md, section "Block frame".
struct BlockFields {
  let control: Control
  let rowCount: Int
  /// The payload's size once more, as it stands in the payload.
  let payloadSize: Int
  let eventCount: Int
  /// Reads on with the ranges.
  private(set) var cursor: ByteCursor

  /// Reads a payload, or as much of it as there is; its checksum is the caller's to verify.
  init(payload: UnsafeRawBufferPointer) throws(Malformed) {
    var cursor = ByteCursor(payload)
    guard let rowCount = Control.count(ofWord: try cursor.read()), rowCount > 0,
      rowCount <= BlockDecoder.maximumRowCount
    else { throw Malformed("a block's row count is damaged") }
    let fixed = try cursor.readBytes(Control.fixedSize)
    guard let control = Control(fixedPart: fixed), control.firstRow <= UInt64(Int64.max) else {
      throw Malformed("a block's control is damaged")
    }
    self.control = control
    self.rowCount = rowCount
    payloadSize = Int(try cursor.read(UInt32.self))
    eventCount = try cursor.readCount(upTo: rowCount)
    self.cursor = cursor
  }

  /// The ranges of the columns.
  func ranges(of schema: Schema) throws(Malformed) -> [BlockSummary.Range] {
    var reader = RangeReader(cursor)
    var ranges: [BlockSummary.Range] = []
    ranges.reserveCapacity(schema.columns.count)
    for column in schema.columns { ranges.append(try reader.next(as: column.type)) }
    return ranges
  }

  /// The range of the first column, the time, which can be read whatever the schema is.
  var times: BlockSummary.Range? {
    var reader = RangeReader(cursor)
    return try? reader.next(as: .int64)
  }

  /// The block's entry in the index.
  func entry(byteOffset: UInt64, byteCount: UInt64) -> IndexFrame.Entry {
    let times = times
    return IndexFrame.Entry(
      byteOffset: byteOffset, byteCount: byteCount, firstRow: control.firstRow,
      rowCount: rowCount, eventCount: eventCount,
      firstTime: Int64(bitPattern: times?.first ?? 0),
      lastTime: Int64(bitPattern: times?.last ?? 0))
  }
}
