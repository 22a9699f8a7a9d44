extension FileCheck {
  /// Sees whether a block's values are what its summary says.
  mutating func checkValues(_ block: ColumnBlock, against summary: BlockSummary) {
    let columns = block.schema.columns
    let agree = zip(zip(block.ranges, summary.ranges), columns).allSatisfy { pair, column in
      pair.0.agrees(with: pair.1, as: column.type)
    }
    if !agree { noteHarmless("a block's summary is not that of its values", summary) }
    let decreases = block.withColumn(0) { times in
      zip(times, times.dropFirst()).contains {
        Int64(bitPattern: $0) > Int64(bitPattern: $1)
      }
    }
    if decreases { noteHarmless("times decrease within a block", summary) }
  }
}

extension ColumnExtent {
  /// Whether two ranges say the same; which of −0 and +0 is an extreme is left open.
  fileprivate func agrees(with other: ColumnExtent, as type: Column.ValueType) -> Bool {
    guard type == .float64 else { return self == other }
    func isSame(_ one: UInt64, _ other: UInt64) -> Bool {
      let values = (Double(bitPattern: one), Double(bitPattern: other))
      return values.0 == values.1 || values.0.isNaN && values.1.isNaN
    }
    return first == other.first && last == other.last && isSame(minimum, other.minimum)
      && isSame(maximum, other.maximum)
  }
}
