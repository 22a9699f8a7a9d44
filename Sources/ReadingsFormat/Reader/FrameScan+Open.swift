extension FrameScan {
  /// Takes an open frame in, and the copy of the schema in it.
  mutating func takeOpen(at offset: UInt64, end: UInt64) throws(ReadingsError) -> UInt64? {
    guard let control = try control(at: offset) else { return nil }
    if try storedControl(at: offset + UInt64(Control.fixedOffset)) == nil {
      noteHarmless(
        "an open frame's control is damaged; its spare is intact",
        byteOffset: offset + UInt64(Control.fixedOffset), byteCount: UInt64(Control.fixedSize))
    }
    opens.append(
      FoundOpen(
        byteOffset: offset, control: control, count: try count(at: offset),
        end: min(end, file.size)))
    try takeSchemaCopy(of: control, at: offset)
    return min(end, file.size)
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

  private mutating func takeSchemaCopy(
    of control: Control, at offset: UInt64
  ) throws(ReadingsError) {
    let size = UInt64(control.schemaSize) * 8
    let rows = offset + UInt64(control.rowsOffset) * 8
    guard size > UInt64(FrameKind.headSize), rows >= size,
      seenSchemaCopies.insert(rows - size).inserted, spend(Int(size))
    else { return }
    let bytes = try file.bytes(at: rows - size, count: Int(size))
    guard bytes.count == Int(size), let head = FrameHead(bytes), head.size == Int(size),
      head.magic == FrameKind.schema.rawValue
    else { return }
    _ = try takeSealed(at: rows - size, head: head)
  }
}
