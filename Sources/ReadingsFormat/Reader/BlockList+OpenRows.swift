extension BlockList {
  /// Reads the open rows; starts over where a live writer turns them into a block meanwhile.
  static func readOpenRows(_ scan: inout FrameScan) throws(ReadingsError) -> [OpenFrameReader] {
    var searched: Set<UInt64> = []
    var revisited: Set<UInt64> = []
    for _ in 0..<100 {
      scan.mergeSchemas()
      var readers: [OpenFrameReader] = []
      var isDoubtful = false
      // What all labels may take together.
      var labelBudget = min(scan.file.size, 8 << 20)
      for open in scan.opens {
        guard let schema = open.schema ?? scan.latestSchema(open.control.schemaID, before: open)
        else {
          scan.damage.append(
            Damage(
              "the schema of the open rows is damaged", byteOffset: open.byteOffset,
              byteCount: open.end - open.byteOffset))
          isDoubtful = true
          continue
        }
        let reader = try OpenFrameReader(
          open, schema: schema, file: scan.file, labelBudget: &labelBudget)
        guard scan.keep(Allowance.mark * (reader.runs.count + 3 * reader.damage.count)) else {
          break
        }
        isDoubtful = open.count == nil || reader.damage.contains { $0.rows != nil }
        readers.append(reader)
      }
      guard let last = scan.opens.last else { return readers }
      scan.file.refresh()
      let head = try scan.file.bytes(at: last.byteOffset, count: 4)
      let isSealed =
        head.count == 4
        && UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)) == FrameKind.block.rawValue
      // The same frame once more is no writer at work, but damage.
      if isSealed, revisited.insert(last.byteOffset).inserted {
        scan.opens.removeLast()
        scan.forget(from: last.byteOffset)
        try scan.walk(from: last.byteOffset)
        continue
      }
      // Rows that don't prove themselves may be those of a frame that has been sealed long ago, if a
      // loss of power kept the store at its head from the disk.
      guard isDoubtful, searched.insert(last.byteOffset).inserted,
        let found = try scan.searchInside(last)
      else { return readers }
      try scan.walk(from: found)
    }
    scan.damage.append(
      Damage("the file changes too fast to be read", byteOffset: 0, byteCount: scan.file.size))
    return []
  }
}

extension FrameScan {
  /// Forgets the blocks from an offset on, so that they can be looked for again.
  fileprivate mutating func forget(from offset: UInt64) {
    while let last = blocks.last, last.byteOffset >= offset { blocks.removeLast() }
    lostBlocks.removeAll { $0.byteOffset >= offset }
  }

  /// The schema of a number that stands last before an open frame, or else behind it.
  fileprivate func latestSchema(_ id: UInt32, before open: FoundOpen) -> Schema? {
    schemaPosition(id, before: open.byteOffset).map { schemas[$0].schema }
  }
}
