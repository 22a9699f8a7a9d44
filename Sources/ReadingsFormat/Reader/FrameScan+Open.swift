extension FrameScan {
  /// Takes an open frame in, and the copy of the schema in it.
  ///
  /// What it reaches over is passed over if the frame is what its control says: a writer may have left
  /// half a block there. Otherwise other frames are looked for in it, as it may have been cut short, or
  /// have become a block long ago.
  ///
  /// - Parameter isKnown: Whether the head says where the frame ends.
  mutating func takeOpen(
    at offset: UInt64, end: UInt64, isKnown: Bool = true
  ) throws(ReadingsError) -> UInt64? {
    guard let control = try control(at: offset) else { return nil }
    if try storedControl(at: offset + UInt64(Control.fixedOffset)) == nil {
      noteHarmless(
        "an open frame's control is damaged; its spare is intact",
        byteOffset: offset + UInt64(Control.fixedOffset), byteCount: UInt64(Control.fixedSize))
    }
    let count = try count(at: offset)
    // One that reaches over the file's end was cut off.
    let isKnown = isKnown && end <= file.size
    let end = min(end, file.size)
    if opens.count == Self.maximumOpens { opens.removeFirst() }
    let schema = try takeSchemaCopy(of: control, at: offset)
    opens.append(
      FoundOpen(byteOffset: offset, control: control, count: count, end: end, schema: schema))
    // What a writer is doing meanwhile is for those who read the rows.
    if isLive && isKnown { return end }
    if isKnown, try isPlausible(at: end), try areIntact(count, control, schema, at: offset) {
      return end
    }
    // From the spare on: bytes may have been taken out, so that what follows is too near.
    let start = min(offset + UInt64(Control.spareOffset), end)
    return try search(inside: start..<end)
  }

  /// Whether an open frame's copy of the schema is where it should be, and its rows are.
  private mutating func areIntact(
    _ count: Int?, _ control: Control, _ schema: Schema?, at offset: UInt64
  ) throws(ReadingsError) -> Bool {
    guard let stored = count else { return false }
    let count = min(stored, Int(control.capacity))
    // A writer that was killed while it changed the schema leaves none of either.
    if count == 0 { return true }
    // A writer leaves the copy out if the schema is too long for it.
    guard let columns = schema?.columns.count else { return control.schemaSize == 0 }
    let stride = OpenRow.stride(columns: columns)
    guard count <= BlockDecoder.maximumValueCount / columns, spend(count * stride) else {
      return false
    }
    let start = offset + UInt64(control.rowsOffset) * 8
    let rows = try file.bytes(at: start, count: count * stride)
    guard rows.count == count * stride else { return false }
    return (0..<count).allSatisfy { row in
      let bytes = UnsafeRawBufferPointer(rebasing: rows[row * stride..<(row + 1) * stride])
      return OpenRow.isIntact(bytes, row: control.firstRow + UInt64(row))
    }
  }

  /// Takes in the block that an open frame has become, when a loss of power kept the store at its
  /// head from the disk: block and column frame prove themselves, and so does what follows them.
  ///
  /// A writer that is about to store the head leaves the same, and the same rows.
  mutating func takeStaleOpen(at offset: UInt64, blockSize: Int) throws(ReadingsError) -> UInt64? {
    let columns = offset + UInt64(blockSize)
    guard let length = LZ4Frame.length(head: try file.bytes(at: columns, count: LZ4Frame.headSize)),
      columns + UInt64(length) <= file.size, spend(length)
    else { return nil }
    let frame = try file.bytes(at: columns, count: length)
    let next = columns + UInt64(length)
    let identity = try? decoder.identify(frame)
    guard spend(decoder.lastContentSize), identity != nil, try isIntact(at: next) else {
      return nil
    }
    return try takeBlock(at: offset, size: blockSize)
  }

  /// Passes over the empty open frame that a change of schema or a close has left behind as slack,
  /// when its head is damaged or a loss of power kept the store at it from the disk: a schema frame
  /// stands behind it, with a frame that proves itself behind that one, or an index.
  ///
  /// A writer that is about to store the head leaves the same, and no rows either.
  mutating func takeStaleSlack(at offset: UInt64) throws(ReadingsError) -> UInt64? {
    let next = offset + UInt64(Control.openSize)
    guard try count(at: offset) == 0,
      let head = FrameHead(try file.bytes(at: next, count: FrameKind.headSize))
    else { return nil }
    let end = next + UInt64(head.size)
    switch FrameKind(rawValue: head.magic) {
    case .schema:
      guard try isIntact(at: next), try isIntact(at: end) else { return nil }
    case .index:
      guard try isIntact(at: next), try isPlausible(at: end) else { return nil }
    default: return nil
    }
    return next
  }

  /// The count of the open frame at `offset`; `nil` when it is damaged.
  func count(at offset: UInt64) throws(ReadingsError) -> Int? {
    let word = try file.bytes(at: offset + UInt64(Control.countOffset), count: 8)
    guard word.count == 8 else { return nil }
    return Control.count(ofWord: UInt64(littleEndian: word.loadUnaligned(as: UInt64.self)))
  }

  /// The control of the open frame at `offset`, from either of its two copies.
  ///
  /// The spare counts only behind an intact row count: 24 bytes before a frame its own control
  /// would pass for one.
  func control(at offset: UInt64) throws(ReadingsError) -> Control? {
    if let control = try storedControl(at: offset + UInt64(Control.fixedOffset)) { return control }
    guard try count(at: offset) != nil else { return nil }
    return try storedControl(at: offset + UInt64(Control.spareOffset))
  }

  private func storedControl(at offset: UInt64) throws(ReadingsError) -> Control? {
    guard let control = Control(fixedPart: try file.bytes(at: offset, count: Control.fixedSize)),
      control.capacity > 0, control.firstRow <= UInt64(Int64.max)
    else { return nil }
    return control
  }

  /// Takes in the copy of the schema that stands before an open frame's rows; `nil` if there is none.
  private mutating func takeSchemaCopy(
    of control: Control, at offset: UInt64
  ) throws(ReadingsError) -> Schema? {
    let size = Int(control.schemaSize) * 8
    let rows = offset + UInt64(control.rowsOffset) * 8
    guard size > FrameKind.headSize, rows >= UInt64(size), spend(size), keep(Allowance.mark) else {
      return nil
    }
    let start = rows - UInt64(size)
    let bytes = try file.bytes(at: start, count: size)
    guard bytes.count == size, let head = FrameHead(bytes), head.size == size,
      head.magic == FrameKind.schema.rawValue,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: bytes[FrameKind.headSize...])),
      let schema = try? SchemaFrame.decode(body)
    else { return nil }
    if seenSchemaCopies.insert(start).inserted { take(schema, at: start) }
    return schema
  }
}

extension OpenRow {
  /// Whether a row proves itself by its checksum.
  static func isIntact(_ row: UnsafeRawBufferPointer, row number: UInt64) -> Bool {
    let end = row.count - 4
    let stored = row.loadUnaligned(fromByteOffset: end, as: UInt32.self)
    return UInt32(littleEndian: stored)
      == checksum(UnsafeRawBufferPointer(rebasing: row[..<end]), row: number)
  }
}
