extension LogWriter {
  /// Walks the file's frames up to the open one. Keeping the entries in memory while recording
  /// would make the host grow with the file.
  ///
  /// Somebody may have written over the file meanwhile: entries that can't come before the open frame
  /// end the index.
  func collectIndex() throws(Errno) -> IndexFrame {
    var index = IndexFrame(tag: tag)
    let buffer = OwnedBytes(count: 4096)
    var offset: UInt64 = 0
    var nextRow: UInt64 = 0
    while offset < position {
      let count = try window.read(
        into: UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count), at: offset)
      guard let head = FrameHead(buffer.bytes(0..<count)),
        UInt64(head.size) <= position - offset
      else { break }
      switch head.kind {
      case .schema:
        if let schema = try schema(at: offset, size: head.size), !index.schemas.contains(schema) {
          index.schemas.append(schema)
        }
        offset += UInt64(head.size)
      case .block:
        let block = try? BlockFrame(body: buffer.bytes(FrameKind.headSize..<count))
        let column = try columnFrameLength(at: offset + UInt64(head.size))
        let schema = index.schemas.firstIndex { $0.id == block?.rows.schemaID }
        guard let block, let column, let schema else { return index }
        let size = UInt64(head.size + column)
        let rows = block.rows.numbers
        guard size <= position - offset, rows.lowerBound >= nextRow, rows.upperBound <= firstRow
        else { return index }
        index.entries.append(
          IndexFrame.Entry(block, schema: schema, byteOffset: offset, byteCount: size))
        offset += size
        nextRow = rows.upperBound
      default:
        offset += UInt64(head.size)
      }
    }
    return index
  }

  private func schema(at offset: UInt64, size: Int) throws(Errno) -> Schema? {
    let buffer = OwnedBytes(count: size)
    let count = try window.read(
      into: UnsafeMutableRawBufferPointer(start: buffer.base, count: size), at: offset)
    guard count == size else { return nil }
    guard let body = SealedFrame.body(of: buffer.bytes(0..<size)) else { return nil }
    return try? SchemaFrame.decode(body).schema
  }

  private func columnFrameLength(at offset: UInt64) throws(Errno) -> Int? {
    let buffer = OwnedBytes(count: LZ4Frame.headSize)
    let count = try window.read(
      into: UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count), at: offset)
    return LZ4Frame.length(head: buffer.bytes(0..<count))
  }
}

extension IndexFrame.Entry {
  /// What an index says of a block.
  init(_ block: BlockFrame, schema: Int, byteOffset: UInt64, byteCount: UInt64) {
    let times = block.times
    self.init(
      byteOffset: byteOffset, byteCount: byteCount, schema: schema, firstRow: block.rows.firstRow,
      rowCount: block.rows.count, eventCount: block.eventCount,
      firstTime: times?.first ?? 0, lastTime: times?.last ?? 0)
  }
}
