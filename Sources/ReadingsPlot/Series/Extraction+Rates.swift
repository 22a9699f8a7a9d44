import ReadingsFormat

extension Extraction {
  /// Adds what the counters grew by from row to row.
  mutating func addRates(of block: ColumnBlock, sources: Sources, at places: RowPlaces) {
    for (index, rate) in data.catalogue.rates.enumerated() {
      guard let source = sources.rates[index] else {
        counters[index] = nil
        continue
      }
      for row in places.seconds.indices {
        let divisor = rate == .cpu ? coreShare.divisor(rowCount: cores(sources, block, row)) : 1
        let counter = RateMeter.Growth(
          block.sum(of: source.first, row: row), block.sum(of: source.second, row: row))
        count(
          counter, rate: index, divisor: divisor, at: places.seconds[row],
          afterGap: places.afterGap[row])
      }
    }
    if let last = places.columns.lastIndex(where: { $0 >= 0 && $0 < data.axis.columnCount }),
      let cores = cores(sources, block, last)
    {
      data.cores = cores
    }
  }

  /// Adds the counters' values in one row.
  ///
  /// A counter that falls was started anew: nothing is known of its growth, so it counts as none.
  private mutating func count(
    _ counter: RateMeter.Growth, rate index: Int, divisor: Double, at seconds: Double,
    afterGap: Bool
  ) {
    guard counter[0].isFinite && counter[1].isFinite else {
      counters[index] = nil
      return
    }
    if let earlier = counters[index] {
      let growth = (counter - earlier).replacing(with: 0, where: counter .< earlier)
      meters[index].add(growth / divisor, at: seconds, afterGap: afterGap)
    } else {
      meters[index].restart(at: seconds)
    }
    counters[index] = counter
  }

  private func cores(_ sources: Sources, _ block: ColumnBlock, _ row: Int) -> Double? {
    sources.cores.map { block.schema.columns[$0].double(block[column: $0, row: row]) }
  }
}

extension ColumnBlock {
  /// The sum of some columns in a row, in their unit.
  fileprivate func sum(of columns: [Int], row: Int) -> Double {
    columns.reduce(0) { $0 + schema.columns[$1].double(self[column: $1, row: row]) }
  }
}
