import CReadingsKernels

extension ColumnExtent {
  /// The first, last, smallest and largest of a column's values, of which there is at least one.
  ///
  /// Doubles are compared as doubles and NaN is passed over; when every value is NaN, so are the
  /// extremes.
  init(of values: UnsafeBufferPointer<UInt64>, as type: Column.ValueType) {
    let first = values[0]
    let last = values[values.count - 1]
    var minimum = first
    var maximum = first
    switch type {
    case .int64:
      var low = Int64(bitPattern: first)
      var high = low
      for bits in values {
        let value = Int64(bitPattern: bits)
        low = min(low, value)
        high = max(high, value)
      }
      minimum = UInt64(bitPattern: low)
      maximum = UInt64(bitPattern: high)
    case .uint64:
      for value in values {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
      }
    case .float64:
      var low = Double(bitPattern: first)
      var high = low
      for bits in values {
        let value = Double(bitPattern: bits)
        if value < low || low.isNaN { low = value }
        if value > high || high.isNaN { high = value }
      }
      minimum = low.bitPattern
      maximum = high.bitPattern
    }
    self.init(first: first, last: last, minimum: minimum, maximum: maximum)
  }
  /// The same of a first value and the deltas of all further ones.
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
