extension FileCheck {
  /// Sees whether the index of a closed file lists every intact block where it is.
  mutating func checkIndex(of reader: LogReader) throws(ReadingsError) {
    guard let place = reader.index,
      let body = try FrameProof.body(of: .index, at: place.lowerBound, in: reader.file),
      var index = try? IndexReader(body)
    else { return }
    let schemas = index.schemas.map(\.id)
    var entry = index.next()
    var wrong = 0
    for block in reader.blocks {
      while let passed = entry, passed.firstRow < block.firstRow { entry = index.next() }
      let id = reader.schemas[block.schemaIndex].id
      if entry?.describes(block) != true || entry.map({ schemas[$0.schema] }) != id { wrong += 1 }
    }
    guard wrong > 0 else { return }
    damage.append(
      Damage(
        harmless: "the index is wrong about \(wrong) block\(wrong == 1 ? "" : "s")",
        byteOffset: place.lowerBound, byteCount: UInt64(place.count)))
  }
}

extension IndexFrame.Entry {
  /// Whether this is what an index must say of a block.
  fileprivate func describes(_ block: BlockSummary) -> Bool {
    let times = block.times
    return byteOffset == block.byteOffset && byteCount == block.byteCount
      && rows == block.rows && eventCount == block.eventCount
      && firstTime == Int64(bitPattern: times.first) && lastTime == Int64(bitPattern: times.last)
  }
}
