extension FrameScan {
  /// Takes an open frame in.
  mutating func takeOpen(at offset: UInt64, end: UInt64) throws(ReadingsError) -> UInt64? {
    guard let control = try control(at: offset) else { return nil }
    let word = try file.bytes(at: offset + UInt64(Control.countOffset), count: 8)
    guard word.count == 8 else { return nil }
    let count = Control.count(ofWord: UInt64(littleEndian: word.loadUnaligned(as: UInt64.self)))
    open = FoundOpen(
      byteOffset: offset, control: control, count: count, end: min(end, file.size),
      isCutShort: end > file.size)
    return min(end, file.size)
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

  /// Takes the copy of the schema in, which stands in the open frame before its rows.
  ///
  /// Only that of the last open frame: many could name the same long copy.
  mutating func takeSchemaCopy() throws(ReadingsError) {
    guard let (offset, control) = open.map({ ($0.byteOffset, $0.control) }) else { return }
    let size = UInt64(control.schemaSize) * 8
    let rows = offset + UInt64(control.rowsOffset) * 8
    guard size > UInt64(FrameKind.headSize), rows >= size else { return }
    let bytes = try file.bytes(at: rows - size, count: Int(size))
    guard bytes.count == Int(size), let head = FrameHead(bytes), head.size == Int(size),
      head.magic == FrameKind.schema.rawValue
    else { return }
    _ = try takeSealed(at: rows - size, head: head)
  }
}
