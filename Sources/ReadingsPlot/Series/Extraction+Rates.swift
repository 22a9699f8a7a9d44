import ReadingsFormat

extension Extraction {
  /// Adds what the counters grew by from row to row.
  mutating func addRates(of block: ColumnBlock, sources: Sources, at places: RowPlaces) {
    let cores = sources.cores.map(block.doubles)
    for (index, rate) in data.catalogue.rates.enumerated() {
      guard let source = sources.rates[index] else {
        counters[index] = nil
        continue
      }
      let first = block.doubles(summing: source.first)
      let second = block.doubles(summing: source.second)
      for row in places.seconds.indices {
        count(
          RateMeter.Growth(first[row], second[row]), rate: index,
          divisor: rate == .cpu ? coreShare.divisor(rowCount: cores?[row]) : 1,
          at: places.seconds[row], afterGap: places.afterGap[row])
      }
    }
    if let last = places.columns.lastIndex(where: { $0 >= 0 && $0 < data.axis.columnCount }),
      let cores
    {
      data.cores = cores[last]
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
}
