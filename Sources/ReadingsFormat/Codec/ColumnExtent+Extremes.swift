import CReadingsKernels

extension ColumnExtent {
  /// The extent of a first value and of the deltas of all further ones.
  ///
  /// - Parameters:
  ///   - smallest: The smallest delta.
  ///   - variation: The bits in which some value differs from the first.
  init(
    first: UInt64, last: UInt64, deltas: UnsafeBufferPointer<UInt64>, smallest: Int64,
    variation: UInt64, as type: Column.ValueType
  ) {
    // Totals, most of all: where all values have the same top bit, no delta has carried over it.
    guard type == .float64 || smallest < 0 || variation >> 63 != 0 else {
      self.init(first: first, last: last, minimum: first, maximum: last)
      return
    }
    let found = creadings_find_extremes(first, deltas.baseAddress!, deltas.count, type.order)
    let (low, high) = (type.bits(found.least), type.bits(found.greatest))
    self.init(first: first, last: last, minimum: low, maximum: high)
    // In the order of their bits NaN lies beyond the infinities.
    if type == .float64, Double(bitPattern: low).isNaN || Double(bitPattern: high).isNaN {
      passOverNaN(deltas)
    }
  }

  /// Finds the extremes of doubles some of which are no numbers.
  private mutating func passOverNaN(_ deltas: UnsafeBufferPointer<UInt64>) {
    var value = first
    var low = Double(bitPattern: first)
    var high = low
    for delta in deltas {
      value &+= delta
      let double = Double(bitPattern: value)
      if double < low || low.isNaN { low = double }
      if double > high || high.isNaN { high = double }
    }
    minimum = low.bitPattern
    maximum = high.bitPattern
  }
}

extension Column.ValueType {
  /// How the type's values are ordered.
  fileprivate var order: creadings_order {
    switch self {
    case .int64: creadings_order(always: 0, if_negative: 0)
    case .uint64: creadings_order(always: 1 << 63, if_negative: 0)
    case .float64: creadings_order(always: 0, if_negative: ~(1 << 63))
    }
  }
}
