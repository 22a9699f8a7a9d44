import ReadingsFormat

extension Extraction {
  /// Adds what the counters grew by from row to row.
  mutating func addRates(of block: ColumnBlock, sources: Sources, at places: RowPlaces) {
    let columns = block.schema.columns
    var cores: Double?
    for row in places.seconds.indices {
      if let column = sources.cores {
        cores = columns[column].double(block[column: column, row: row])
        if data.axis.column(of: places.seconds[row]) >= 0 { data.cores = cores }
      }
      let divisor = coreShare.divisor(rowCount: cores)
      for (index, rate) in data.catalogue.rates.enumerated() {
        guard !sources.rates[index].isEmpty else {
          counters[index] = nil
          continue
        }
        var counter = 0.0
        for column in sources.rates[index] {
          counter += columns[column].double(block[column: column, row: row])
        }
        let isCPU = rate == .cpu || rate == .kernel
        count(
          counter, rate: index, divisor: isCPU ? divisor : 1, at: places.seconds[row],
          afterGap: places.afterGap[row])
      }
    }
  }

  /// Adds one counter's value in one row.
  ///
  /// A counter that falls was started anew: nothing is known of its growth, so it counts as none.
  private mutating func count(
    _ counter: Double, rate index: Int, divisor: Double, at seconds: Double, afterGap: Bool
  ) {
    guard counter.isFinite else {
      counters[index] = nil
      return
    }
    if let earlier = counters[index] {
      meters[index].add(
        max(counter - earlier, 0) / divisor, at: seconds, afterGap: afterGap)
    } else {
      meters[index].restart(at: seconds)
    }
    counters[index] = counter
  }
}
