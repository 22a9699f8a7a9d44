extension FrameScan {
  /// Takes an open frame in, and the copy of the schema in it.
  mutating func takeOpen(at offset: UInt64, end: UInt64) throws(ReadingsError) -> UInt64? {
    guard let control = try control(at: offset) else { return nil }
    let word = try file.bytes(at: offset + UInt64(Control.countOffset), count: 8)
    guard word.count == 8 else { return nil }
    let count = Control.count(ofWord: UInt64(littleEndian: word.loadUnaligned(as: UInt64.self)))
    if opens.count == Self.maximumOpens { opens.removeFirst() }
    opens.append(
      FoundOpen(
        byteOffset: offset, control: control, count: count, end: min(end, file.size)))
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

  /// The control of the open frame at `offset`, from either of its two copies.
  ///
  /// The spare counts only behind an intact row count: 24 bytes before a frame its own control
  /// would pass for one.
  func control(at offset: UInt64) throws(ReadingsError) -> Control? {
    let bytes = try file.bytes(at: offset, count: Control.openSize)
    guard bytes.count >= Control.fixedOffset else { return nil }
    let word = bytes.loadUnaligned(fromByteOffset: Control.countOffset, as: UInt64.self)
    let hasCount = Control.count(ofWord: UInt64(littleEndian: word)) != nil
    for start in hasCount ? [Control.fixedOffset, Control.spareOffset] : [Control.fixedOffset]
    where bytes.count > start {
      let fixed = UnsafeRawBufferPointer(rebasing: bytes[start...])
      if let control = Control(fixedPart: fixed), control.capacity > 0,
        control.firstRow <= UInt64(Int64.max)
      {
        return control
      }
    }
    return nil
  }

  private mutating func takeSchemaCopy(
    of control: Control, at offset: UInt64
  ) throws(ReadingsError) {
    let size = UInt64(control.schemaSize) * 8
    let rows = offset + UInt64(control.rowsOffset) * 8
    guard size > UInt64(FrameKind.headSize), rows >= size,
      keep(Allowance.mark), seenSchemaCopies.insert(rows - size).inserted, spend(Int(size))
    else { return }
    let bytes = try file.bytes(at: rows - size, count: Int(size))
    guard bytes.count == Int(size), let head = FrameHead(bytes), head.size == Int(size),
      head.magic == FrameKind.schema.rawValue
    else { return }
    _ = try takeSealed(at: rows - size, head: head)
  }
}
