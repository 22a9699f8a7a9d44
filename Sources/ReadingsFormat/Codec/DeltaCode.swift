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
  ///   - spare: Room for as many words.
  init(
    sample: UnsafePointer<UInt64>, count: Int, survey: DeltaSurvey,
    spare: UnsafeMutablePointer<UInt64>
  ) {
    let zigzag = DeltaCode(
      sample: sample, count: count, survey: survey, isZigzag: true, spare: spare)
    let unsigned = DeltaCode(
      sample: sample, count: count, survey: survey, isZigzag: false, spare: spare)
    self = unsigned.cost <= zigzag.cost ? unsigned : zigzag
  }

  /// Takes a given way: zigzag codes of what deltas differ from their median, or what they are more
  /// than the smallest.
  init(
    sample: UnsafePointer<UInt64>, count: Int, survey: DeltaSurvey, isZigzag: Bool,
    spare: UnsafeMutablePointer<UInt64>
  ) {
    self.isZigzag = isZigzag
    shift = survey.shift
    base =
      isZigzag
      ? Self.median(sample, count: count, spare: spare) : UInt64(bitPattern: survey.minimum)
    (width, cost) = (0, 0)
    spare.update(from: sample, count: count)
    apply(to: spare, count: count)
    (width, cost) = PackedRun.cheapestWidth(spare, count: count)
  }

  /// Turns deltas into residuals.
  func apply(to deltas: UnsafeMutablePointer<UInt64>, count: Int) {
    let base = base
    let shift = UInt64(shift)
    if isZigzag {
      // The bits that are shifted out are zeros of the delta, and behind them one of the sign.
      for index in 0..<count {
        deltas[index] = Int64(bitPattern: deltas[index] &- base).zigzag &>> shift
      }
    } else {
      for index in 0..<count { deltas[index] = (deltas[index] &- base) &>> shift }
    }
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
