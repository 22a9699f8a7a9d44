import CReadingsKernels

/// How a column's deltas are to be packed, and what that would take: chosen by a sample of them.
struct DeltaCode {
  /// Whether residuals are stored as zigzag codes.
  var isZigzag: Bool
  /// What is taken off every delta.
  var base: UInt64
  /// The low bits of every residual that are zero.
  var shift: Int
  /// The width of the run's first tier.
  var width: Int
  /// About how many bits the sample takes.
  var cost: Int

  /// Finds the better of the two ways.
  ///
  /// - Parameters:
  ///   - sample: The sampled deltas; there is at least one.
  ///   - survey: What is known of all deltas.
  ///   - median: A guess.
  ///   - spare: Room for as many words.
  init(
    sample: UnsafePointer<UInt64>, count: Int, survey: DeltaSurvey, median: UInt64,
    spare: UnsafeMutablePointer<UInt64>
  ) {
    let zigzag = DeltaCode(
      sample: sample, count: count, survey: survey, isZigzag: true, median: median, spare: spare)
    let unsigned = DeltaCode(
      sample: sample, count: count, survey: survey, isZigzag: false, median: median, spare: spare)
    self = unsigned.cost <= zigzag.cost ? unsigned : zigzag
  }

  /// Takes a given way: zigzag codes of what deltas differ from their median, or what they are more
  /// than the smallest.
  init(
    sample: UnsafePointer<UInt64>, count: Int, survey: DeltaSurvey, isZigzag: Bool,
    median: UInt64, spare: UnsafeMutablePointer<UInt64>
  ) {
    self.isZigzag = isZigzag
    shift = survey.shift
    if !isZigzag {
      base = UInt64(bitPattern: survey.minimum)
    } else if Self.isMedian(median, of: sample, count: count), median & survey.lowBits == 0 {
      base = median
    } else {
      base = Self.median(sample, count: count, spare: spare)
    }
    (width, cost) = (0, 0)
    makeResiduals(of: sample, count: count, into: spare)
    (width, cost) = PackedRun.cheapestWidth(spare, count: count)
  }

  /// The same code for all deltas of which the sample was taken.
  ///
  /// The width stays: a shift that is less than the sample's comes from few values, whose low bits are
  /// exceptions.
  func completed(_ survey: DeltaSurvey) -> DeltaCode {
    var code = self
    code.shift = survey.shift
    if !isZigzag { code.base = UInt64(bitPattern: survey.minimum) }
    return code
  }

  /// How deltas become residuals.
  var residual: creadings_residual {
    creadings_residual(base: base, shift: UInt32(shift), is_zigzag: isZigzag)
  }

  /// Makes the residuals of the sample.
  private func makeResiduals(
    of sample: UnsafePointer<UInt64>, count: Int, into residuals: UnsafeMutablePointer<UInt64>
  ) {
    let base = base
    let shift = UInt64(shift)
    if isZigzag {
      // The bits that are shifted out are zeros of the delta, and behind them one of the sign.
      for index in 0..<count {
        residuals[index] = Int64(bitPattern: sample[index] &- base).zigzag &>> shift
      }
    } else {
      for index in 0..<count { residuals[index] = (sample[index] &- base) &>> shift }
    }
  }

  /// Whether not much more than half the sample is on either side of a number.
  private static func isMedian(
    _ guess: UInt64, of sample: UnsafePointer<UInt64>, count: Int
  ) -> Bool {
    let guess = Int64(bitPattern: guess)
    var below = 0
    var above = 0
    for index in stride(from: 0, to: count, by: 2) {
      let delta = Int64(bitPattern: sample[index])
      below &+= delta < guess ? 1 : 0
      above &+= delta > guess ? 1 : 0
    }
    return max(below, above) * 16 <= count * 5
  }

  /// About the median: of every so manyth of the sample.
  private static func median(
    _ sample: UnsafePointer<UInt64>, count: Int, spare: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    let taken = UnsafeMutableRawPointer(spare).assumingMemoryBound(to: Int64.self)
    let step = max(1, count / medianCount)
    var found = 0
    var index = 0
    while index < count {
      taken[found] = Int64(bitPattern: sample[index])
      found &+= 1
      index &+= step
    }
    return UInt64(bitPattern: Median.select(taken, count: found))
  }

  /// About how many of the sample the median is taken of.
  private static let medianCount = 48
}
