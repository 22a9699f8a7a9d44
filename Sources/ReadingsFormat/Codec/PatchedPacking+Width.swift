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
  /// width of their own, and the positions and the rest of those that do not fit that. Only lengths
  /// that occur need be tried, and 0: a width between two of them has the exceptions of the smaller.
  private static func cheapest(
    _ lengths: UnsafeBufferPointer<UInt32>, sampled: Int, count: Int
  ) -> (width: Int, cost: Int) {
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: 66) { candidates in
      // From the longest down, so that each knows how many values are longer.
      var total = 0
      var found = 0
      for width in stride(from: 64, through: 0, by: -1) where lengths[width] > 0 || width == 0 {
        candidates[found] = Candidate(width: width, longer: total)
        total += Int(lengths[width])
        found += 1
      }
      let longest = candidates[0].width
      var best = longest
      var bestCost = sampled * longest
      for first in 1..<max(found, 1) {
        let width = candidates[first].width
        let exceptions = candidates[first].longer
        var highBits = Int.max
        for second in 0...first {
          let rest = candidates[second].longer
          let patches =
            rest * (longest - candidates[second].width) + positionBits(rest, of: exceptions)
          highBits = min(highBits, exceptions * (candidates[second].width - width) + patches)
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

  /// A width that may be chosen, and how many values are longer. Small, because what takes more than
  /// 1 KiB is not allocated on the stack.
  private struct Candidate {
    private let shortWidth: Int32
    private let shortLonger: Int32

    var width: Int { Int(shortWidth) }
    var longer: Int { Int(shortLonger) }

    init(width: Int, longer: Int) {
      shortWidth = Int32(width)
      shortLonger = Int32(longer)
    }
  }

  /// The bits that the positions of `exceptions` out of `count` values take.
  @inline(__always) private static func positionBits(_ exceptions: Int, of count: Int) -> Int {
    min(8 * exceptions, count)
  }

  private static var sampleCount: Int { 128 }
}
