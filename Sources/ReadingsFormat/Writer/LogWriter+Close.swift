extension LogWriter {
  /// Seals the open rows, writes the index and cuts off what is left of the claimed space.
  ///
  /// A file that is closed without room for the index is as readable, and the reason is thrown.
  /// Closing twice does nothing. Allocates.
  public mutating func close() throws(Errno) {
    guard !isClosed else { return }
    isClosed = true
    // What is there must be closed, whatever it takes.
    options.maximumSize = .max
    try wipeStrayRow()
    if openCount > 0 {
      encode()
      let end = position + UInt64(encoder.block.count)
      var index = try collectIndex()
      if let entry = entryOfBlock(among: index.schemas) { index.entries.append(entry) }
      // The common way: block, index and slack in one store. It is open when the index fits in
      // front of the rows, which must not be touched before that store.
      var frame = Self.encoded(index)
      if end + UInt64(frame.count + FrameKind.headSize) <= region.start {
        try writeBlock()
        let indexEnd = try write(&frame, at: end)
        try publishBlock()
        try window.truncate(to: indexEnd)
        return
      }
    }
    try seal()
    try closeWithoutRows()
  }

  /// Leaves the empty open frame behind as slack and puts the index after it.
  private mutating func closeWithoutRows() throws(Errno) {
    let start = position + UInt64(OpenFrameControl.end)
    var frame = Self.encoded(try collectIndex())
    let needed = start + UInt64(frame.count + FrameKind.headSize)
    do throws(Errno) {
      if needed > window.end { try grow(to: needed) }
    } catch {
      try publishSlack()
      try window.truncate(to: start)
      throw error
    }
    let indexEnd = try write(&frame, at: start)
    try publishSlack()
    try window.truncate(to: indexEnd)
  }

  /// The index's bytes, with room for another frame's head.
  private static func encoded(_ index: IndexFrame) -> ByteSink {
    var sink = ByteSink(capacity: index.bound + FrameKind.headSize)
    index.append(to: &sink)
    return sink
  }

  /// Writes the index, and behind it the head of a slack frame over the rest of the file.
  private func write(_ index: inout ByteSink, at offset: UInt64) throws(Errno) -> UInt64 {
    let end = offset + UInt64(index.count)
    if end < window.end {
      index.append(FrameKind.slack.head(payload: Int(window.end - end) - FrameKind.headSize))
    }
    try window.write(index.bytes, at: offset)
    return end
  }

  /// What the index says of the block that is being sealed.
  private func entryOfBlock(among schemas: [Schema]) -> IndexFrame.Entry? {
    let bytes = encoder.block.bytes
    guard let block = try? BlockFrame(body: .init(rebasing: bytes[FrameKind.headSize...])),
      let position = schemas.firstIndex(of: schema)
    else { return nil }
    return IndexFrame.Entry(
      block, schema: position, byteOffset: self.position, byteCount: UInt64(bytes.count))
  }
}
