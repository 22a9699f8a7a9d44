extension FrameScan {
  /// Looks every block of a recording up in its index; false if the index lists none of them, but
  /// others with the same rows.
  ///
  /// - Parameter positions: The recording's blocks by their positions, in the file's order.
  mutating func judge(
    _ positions: [UInt32], by index: FoundIndex
  ) throws(ReadingsError) -> Bool {
    guard let body = try body(of: index), var entries = IndexEntries(body) else { return true }
    var sorted = positions
    let isSorted = zip(positions, positions.dropFirst())
      .allSatisfy { blocks[Int($0)].firstRow <= blocks[Int($1)].firstRow }
    if !isSorted {
      let rows = blocks
      sorted.sort { rows[Int($0)].firstRow < rows[Int($1)].firstRow }
    }
    var entry = entries.next()
    var listed = 0
    var contradicted = 0
    for position in sorted {
      let block = blocks[Int(position)]
      while let passed = entry, passed.firstRow + UInt64(passed.rowCount) <= block.firstRow {
        entry = entries.next()
      }
      guard let entry, entry.firstRow <= block.firstRow else { continue }
      if entry.lists(block) {
        listed += 1
        blocks[Int(position)].standing = .listed
      } else if entry.contradicts(block) {
        contradicted += 1
        blocks[Int(position)].standing = .contradicted
      }
    }
    guard listed == 0, contradicted > 0 else { return true }
    for position in positions { blocks[Int(position)].standing = .unknown }
    return false
  }
}

extension IndexFrame.Entry {
  /// Whether this is the entry of a block, wherever in the file that is.
  func lists(_ block: FoundBlock) -> Bool {
    firstRow == block.firstRow && rowCount == block.rowCount && eventCount == block.eventCount
      && firstTime == block.times.first && lastTime == block.times.last
  }

  /// Whether this is the entry of another block with the same rows. One that is right about a time is
  /// a wrong entry of this one.
  func contradicts(_ block: FoundBlock) -> Bool {
    firstTime != block.times.first && lastTime != block.times.last
  }
}
