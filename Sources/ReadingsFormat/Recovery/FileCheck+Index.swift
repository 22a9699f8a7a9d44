extension FileCheck {
  /// Sees whether the index of a closed file lists every intact block where it is.
  mutating func checkIndex(of reader: LogReader) throws(ReadingsError) {
    guard let index = reader.index, let entries = try reader.entries(of: index) else { return }
    var rest = entries
    var entry = rest.next()
    var wrong = 0
    for block in reader.blocks {
      while let passed = entry, passed.firstRow < block.firstRow { entry = rest.next() }
      if entry?.describes(block) != true { wrong += 1 }
    }
    guard wrong > 0 else { return }
    var found = Damage(
      "the index is wrong about \(wrong) block\(wrong == 1 ? "" : "s")",
      byteOffset: index.byteOffset, byteCount: UInt64(index.byteCount))
    found.isHarmless = true
    damage.append(found)
  }
}

extension LogReader {
  /// The entries of an index; valid until the file is read on. `nil` if the file has changed.
  fileprivate func entries(of index: FoundIndex) throws(ReadingsError) -> IndexEntries? {
    let frame = try file.bytes(at: index.byteOffset, count: index.byteCount)
    guard frame.count == index.byteCount,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...]))
    else { return nil }
    return IndexEntries(body)
  }
}

extension IndexFrame.Entry {
  /// Whether this is what an index must say of a block.
  fileprivate func describes(_ block: BlockSummary) -> Bool {
    let times = block.times
    return byteOffset == block.byteOffset && byteCount == block.byteCount
      && firstRow == block.firstRow && rowCount == block.rowCount
      && eventCount == block.eventCount && firstTime == Int64(bitPattern: times.first)
      && lastTime == Int64(bitPattern: times.last)
  }
}
