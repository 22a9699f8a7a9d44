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
  ///
  /// For each width it knows what the best second tier costs: the high bits of the exceptions at a
  /// width of their own, and the positions and the rest of those that do not fit that.
  private static func cheapest(
    _ lengths: UnsafeBufferPointer<UInt32>, sampled: Int, count: Int
  ) -> (width: Int, cost: Int) {
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 65) { longer in
      // How many values are longer than each width.
      var total = 0
      var longest = 0
      for width in stride(from: 64, through: 0, by: -1) {
        longer[width] = total
        total += Int(lengths[width])
        if longest == 0, lengths[width] > 0 { longest = width }
      }
      var best = longest
      var bestCost = sampled * longest
      for width in 0..<longest {
        let exceptions = longer[width]
        var highBits = Int.max
        for second in width...longest {
          let rest = longer[second]
          let patches = rest * (longest - second) + positionBits(rest, of: exceptions)
          highBits = min(highBits, exceptions * (second - width) + patches)
        }
        let cost = sampled * width + highBits + positionBits(exceptions, of: sampled)
        if cost < bestCost {
          best = width
          bestCost = cost
        }
      }
      return (best, bestCost * count / max(sampled, 1))
    }
  }

  /// The bits that the positions of `exceptions` out of `count` values take.
  @inline(__always) private static func positionBits(_ exceptions: Int, of count: Int) -> Int {
    min(8 * exceptions, count)
  }

  private static var sampleCount: Int { 128 }
}
