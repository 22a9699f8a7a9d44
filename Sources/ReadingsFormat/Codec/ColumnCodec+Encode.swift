extension ColumnCodec {
  /// Appends a column's values, of which there is at least one, to `sink`; true if they are all the
  /// same.
  static func encode(
    _ values: UnsafePointer<UInt64>, count: Int, scratch: UnsafeMutablePointer<UInt64>,
    into sink: inout ByteSink
  ) -> Bool {
    let start = sink.count
    guard differs(values, count: count) else {
      appendHead(.constant, shift: 0, first: values[0], base: 0, into: &sink)
      return true
    }
    let deltas = scratch
    let deltaCount = count - 1
    let spread = difference(values, count: count, into: deltas)
    guard spread.differences != 0 else {
      appendHead(.constant, shift: 0, first: values[0], base: deltas[0], into: &sink)
      return false
    }

    let shift = UInt64(spread.differences.trailingZeroBitCount)
    let residuals = deltas + deltaCount
    let minimum = UInt64(bitPattern: spread.minimum)
    let median = sampledMedian(deltas, count: deltaCount, scratch: residuals)
    let unsignedCost = sampledCost(deltas, count: deltaCount, scratch: residuals) {
      ($0 &- minimum) &>> shift
    }
    let zigzagCost = sampledCost(deltas, count: deltaCount, scratch: residuals) {
      Int64(bitPattern: $0 &- median).zigzag &>> shift
    }
    var union: UInt64 = 0
    if unsignedCost <= zigzagCost {
      appendHead(.unsigned, shift: shift, first: values[0], base: minimum, into: &sink)
      for index in 0..<deltaCount {
        let residual = (deltas[index] &- minimum) &>> shift
        residuals[index] = residual
        union |= residual
      }
    } else {
      appendHead(.zigzag, shift: shift, first: values[0], base: median, into: &sink)
      for index in 0..<deltaCount {
        // The bits that are shifted out are zeros of the delta, and behind them one of the sign.
        let residual = Int64(bitPattern: deltas[index] &- median).zigzag &>> shift
        residuals[index] = residual
        union |= residual
      }
    }
    PatchedPacking.encode(
      residuals, count: deltaCount, union: union, scratch: residuals + deltaCount, into: &sink)

    if sink.count - start > 8 * count {
      sink.truncate(to: start)
      sink.append(Mode.raw.rawValue)
      sink.append(bytes: UnsafeRawBufferPointer(start: values, count: 8 * count))
    }
    return false
  }

  /// Whether the values are not all the same. Most columns of an idle program are, so this comes
  /// first: it is the one loop that the compiler makes vectors of on every processor.
  @inline(__always) private static func differs(
    _ values: UnsafePointer<UInt64>, count: Int
  ) -> Bool {
    let first = values[0]
    var differences: UInt64 = 0
    for index in 1..<max(count, 1) { differences |= values[index] ^ first }
    return differences != 0
  }

  /// Writes the deltas; returns the smallest and the union of their differences from the first.
  private static func difference(
    _ values: UnsafePointer<UInt64>, count: Int, into deltas: UnsafeMutablePointer<UInt64>
  ) -> (minimum: Int64, differences: UInt64) {
    guard count > 1 else { return (0, 0) }
    let first = values[1] &- values[0]
    var minimum = Int64(bitPattern: first)
    var differences: UInt64 = 0
    for index in 1..<count {
      let delta = values[index] &- values[index - 1]
      deltas[index - 1] = delta
      minimum = min(minimum, Int64(bitPattern: delta))
      differences |= delta &- first
    }
    return (minimum, differences)
  }

  private static func appendHead(
    _ mode: Mode, shift: UInt64, first: UInt64, base: UInt64, into sink: inout ByteSink
  ) {
    sink.append(mode.rawValue | UInt8(shift) << 2)
    sink.append(zigzag: Int64(bitPattern: first))
    sink.append(zigzag: Int64(bitPattern: base))
  }

  /// How many of the deltas the choice of a mode looks at.
  private static var sampleCount: Int { 64 }

  /// The odd stride at which deltas are sampled: an even one aliases with periodic jumps.
  private static func sampleStride(_ count: Int) -> Int { max(1, count / sampleCount) | 1 }

  /// The median of the sampled deltas, by insertion sort in `scratch`.
  private static func sampledMedian(
    _ deltas: UnsafePointer<UInt64>, count: Int, scratch: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    let stride = sampleStride(count)
    var sampled = 0
    var index = 0
    while index < count {
      let value = Int64(bitPattern: deltas[index])
      var slot = sampled
      while slot > 0, Int64(bitPattern: scratch[slot - 1]) > value {
        scratch[slot] = scratch[slot - 1]
        slot -= 1
      }
      scratch[slot] = UInt64(bitPattern: value)
      sampled += 1
      index += stride
    }
    return scratch[sampled / 2]
  }

  /// The estimated bits of the sampled residuals that `residual` makes of the deltas.
  private static func sampledCost(
    _ deltas: UnsafePointer<UInt64>, count: Int, scratch: UnsafeMutablePointer<UInt64>,
    residual: (UInt64) -> UInt64
  ) -> Int {
    let stride = sampleStride(count)
    var sampled = 0
    var index = 0
    while index < count {
      scratch[sampled] = residual(deltas[index])
      sampled += 1
      index += stride
    }
    return PatchedPacking.bestWidth(scratch, count: sampled).cost
  }
}
