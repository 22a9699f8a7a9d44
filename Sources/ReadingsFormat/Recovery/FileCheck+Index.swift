extension FileCheck {
  /// Sees whether the index of a closed file lists every intact block where it is.
  mutating func checkIndex(of reader: LogReader) throws(ReadingsError) {
    guard let place = reader.index, let index = try reader.index(at: place) else { return }
    var rest = index
    var entry = rest.next()
    var wrong = 0
    for block in reader.blocks {
      while let passed = entry, passed.firstRow < block.firstRow { entry = rest.next() }
      if entry?.describes(block) != true { wrong += 1 }
    }
    guard wrong > 0 else { return }
    var found = Damage(
      "the index is wrong about \(wrong) block\(wrong == 1 ? "" : "s")",
      byteOffset: place.lowerBound, byteCount: UInt64(place.count))
    found.isHarmless = true
    damage.append(found)
  }
}

extension LogReader {
  /// The index; valid until the file is read on. `nil` if the file has changed.
  fileprivate func index(at place: Range<UInt64>) throws(ReadingsError) -> IndexReader? {
    guard let head = FrameHead(try file.bytes(at: place.lowerBound, count: FrameKind.headSize)),
      let body = try FrameProof.body(of: head, at: place.lowerBound, in: file)
    else { return nil }
    return try? IndexReader(body)
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
