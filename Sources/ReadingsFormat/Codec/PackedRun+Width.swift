import CReadingsKernels

extension PackedRun {
  /// The width that packs `values` into the fewest bits, and about how many bits that is.
  ///
  /// Every value longer than the width becomes an exception, which costs its position and its high
  /// bits. The estimate looks at about `sampleCount` values; the stride between them is odd, or it
  /// would alias with the 4 ms jumps of CPU time.
  static func cheapestWidth(
    _ values: UnsafePointer<UInt64>, count: Int
  ) -> (width: Int, cost: Int) {
    let stride = sampleStride(count)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 65) { lengths in
      let size = (count + stride - 1) / stride
      let union = creadings_count_lengths(values, size, stride, lengths.baseAddress!)
      let sampled = Int32(truncatingIfNeeded: size)
      let overhead = Int32(truncatingIfNeeded: Int(sampled) * tierBits / max(count, 1))
      let (width, cost) = cheapest(
        lengths.baseAddress!, longest: Int32(64 - union.leadingZeroBitCount), sampled: sampled,
        overhead: max(overhead, 1))
      return (Int(width), Int(cost) * count / Int(max(sampled, 1)))
    }
  }

  /// About how many values a choice looks at.
  static let sampleCount = 96

  /// The odd stride at which values are sampled.
  @inline(__always) static func sampleStride(_ count: Int) -> Int {
    max(1, count / sampleCount) | 1
  }

  /// What a tier takes beside its values and positions: width, number of exceptions, odd bits.
  private static let tierBits = 24

  /// The cheapest width, given how many of the `sampled` values have each length, 0…64 bits.
  ///
  /// The high bits above a width are a run of their own, so the cheapest way to store them is found
  /// from the longest width down. Only lengths that occur need be tried, and 0: a width between two
  /// of them has the exceptions of the smaller.
  private static func cheapest(
    _ lengths: UnsafePointer<Int32>, longest: Int32, sampled: Int32, overhead: Int32
  ) -> (width: Int32, cost: Int32) {
    withUnsafeTemporaryAllocation(of: Step.self, capacity: 66) { steps in
      var longer: Int32 = 0
      var found = 0
      var best: Int32 = 0
      var bestCost = Int32.max
      var width = longest
      while width >= 0 {
        let here = lengths[Int(width)]
        if here > 0 || width == 0 {
          var above: Int32 = longer > 0 ? .max : 0
          for upper in 0..<found where longer > 0 {
            let step = steps[upper]
            let bits = longer &* (step.width &- width)
            above = min(
              above, bits &+ ExceptionPositions.bits(step.longer, of: longer) &+ step.cost)
          }
          if longer > 0 { above &+= overhead }
          steps[found] = Step(width: width, longer: longer, cost: above)
          found &+= 1
          let cost = sampled &* width &+ ExceptionPositions.bits(longer, of: sampled) &+ above
          if cost < bestCost {
            best = width
            bestCost = cost
          }
          longer &+= here
        }
        width &-= 1
      }
      return (best, bestCost)
    }
  }

  /// A width that may be chosen: how many values are longer, and what their high bits take. Small,
  /// because what takes more than 1 KiB is not allocated on the stack.
  private struct Step {
    var width: Int32
    var longer: Int32
    var cost: Int32
  }
}
