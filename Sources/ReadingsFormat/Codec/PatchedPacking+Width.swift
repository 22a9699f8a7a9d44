extension PatchedPacking {
  /// The width that packs `values` into the fewest bits, by an estimate.
  ///
  /// Every value longer than the width becomes an exception, which costs its position and its high
  /// bits. The estimate looks at about `sampleCount` values; the stride between them is odd, or it
  /// would alias with the 4 ms jumps of CPU time.
  static func bestWidth(_ values: UnsafePointer<UInt64>, count: Int) -> (width: Int, cost: Int) {
    let stride = max(1, count / sampleCount) | 1
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 65) { lengths in
      lengths.initialize(repeating: 0)
      var sampled = 0
      var index = 0
      while index < count {
        lengths[64 - values[index].leadingZeroBitCount] += 1
        sampled += 1
        index += stride
      }
      return cheapest(UnsafeBufferPointer(lengths), sampled: sampled, count: count)
    }
  }

  /// The cheapest width, given how many of the `sampled` values have each bit length.
  private static func cheapest(
    _ lengths: UnsafeBufferPointer<UInt32>, sampled: Int, count: Int
  ) -> (width: Int, cost: Int) {
    var best = 64
    var bestCost = Int.max
    var exceptions = 0
    var highBits = 0
    for width in stride(from: 64, through: 0, by: -1) {
      // Values of bit length width + 1 turn into exceptions here, all others gain a high bit.
      if width < 64 { exceptions += Int(lengths[width + 1]) }
      highBits += exceptions
      let positions = min(8 * exceptions, sampled)
      let header = exceptions > 0 ? 24 * sampled / count : 0
      let cost = sampled * width + positions + highBits + highBits / 8 + header
      if cost < bestCost {
        best = width
        bestCost = cost
      }
    }
    return (best, bestCost * count / max(sampled, 1))
  }

  private static var sampleCount: Int { 128 }
}
