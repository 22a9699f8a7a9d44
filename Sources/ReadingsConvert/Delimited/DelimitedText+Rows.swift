import ReadingsFormat

extension DelimitedText {
  /// Writes rows of a decoded block, a tile at a time.
  ///
  /// - Parameter sources: For each cell of a line, the block's column that fills it, or −1.
  func write(
    _ rows: Range<Int>, of block: ColumnBlock, through tile: CellTile, sources: [Int],
    to output: OutputBuffer
  ) throws(ReadingsError) {
    let events = block.events
    var nextEvent = events.partitioningIndex { $0.row >= rows.lowerBound }
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + CellTile.rowCount, rows.upperBound)
      tile.format(start..<end, of: block)
      for row in start..<end {
        let line = try output.reserve(sources.count * CellTile.slotSize)
        output.commit(upTo: tile.copy(row - start, sources: sources, to: line))
        while nextEvent < events.count, events[nextEvent].row < row { nextEvent += 1 }
        if nextEvent < events.count, events[nextEvent].row == row {
          try dialect.writeLabel(events[nextEvent].label, to: output)
        }
        try output.append(UInt8(ascii: "\n"))
      }
      start = end
    }
  }
}

extension Array {
  /// The position of the first element that satisfies `predicate`, after which all do.
  fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
