extension LogWriter {
  /// Walks the file's frames up to the open one. Keeping the entries in memory while recording
  /// would make the host grow with the file.
  ///
  /// Somebody may have written over the file meanwhile: entries that can't come before the open frame
  /// end the index.
  func collectIndex() throws(Errno) -> IndexFrame {
    var index = IndexFrame()
    let buffer = OwnedBytes(count: 4096)
    var offset: UInt64 = 0
    var nextRow: UInt64 = 0
    while offset < position {
      let count = try window.read(
        into: UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count), at: offset)
      guard let frame = FrameHead(buffer.bytes(0..<count)),
        UInt64(frame.size) <= position - offset
      else { break }
      switch FrameKind(rawValue: frame.magic) {
      case .schema:
        if let schema = try schema(at: offset, size: frame.size) { index.schemas.append(schema) }
        offset += UInt64(frame.size)
      case .block:
        let fields = try? BlockFields(
          payload: buffer.bytes(FrameKind.headSize..<count))
        let column = try columnFrameLength(at: offset + UInt64(frame.size))
        guard let fields, let column else { return index }
        let size = UInt64(frame.size + column)
        let entry = fields.entry(byteOffset: offset, byteCount: size)
        let rows = entry.firstRow..<entry.firstRow + UInt64(entry.rowCount)
        guard size <= position - offset, rows.lowerBound >= nextRow, rows.upperBound <= firstRow
        else { return index }
        index.entries.append(entry)
        offset += size
        nextRow = rows.upperBound
      default:
        offset += UInt64(frame.size)
      }
    }
    return index
  }

  private func schema(at offset: UInt64, size: Int) throws(Errno) -> Schema? {
    let buffer = OwnedBytes(count: size)
    let count = try window.read(
      into: UnsafeMutableRawBufferPointer(start: buffer.base, count: size), at: offset)
    guard count == size else { return nil }
    guard let body = SealedFrame.body(ofPayload: buffer.bytes(FrameKind.headSize..<size)) else {
      return nil
    }
    return try? SchemaFrame.decode(body)
  }

  private func columnFrameLength(at offset: UInt64) throws(Errno) -> Int? {
    let buffer = OwnedBytes(count: LZ4Frame.headSize)
    let count = try window.read(
      into: UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count), at: offset)
    return LZ4Frame.length(head: buffer.bytes(0..<count))
  }
}
