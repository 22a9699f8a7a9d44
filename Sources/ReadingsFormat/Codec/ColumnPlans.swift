/// What is remembered from block to block of a recording's columns: which of them follow others, and
/// about which median their deltas lie.
///
/// That is learnt by comparing columns in pairs, some in each of the first blocks and a few in each of
/// the others, so that no seal takes long. All memory is reserved up front.
struct ColumnPlans: ~Copyable {
  private struct Plan {
    /// The best link that was found, whether it is in use or not.
    var link: ColumnLink?
    /// The base that zigzag codes had last.
    var median: UInt64 = 0
  }

  private var plans: [Plan]
  /// The number of the block, which says whose turn it is.
  private var turn = 0
  /// The pair that is compared next: a column, and one before it.
  private var column = 1
  private var reference = 0
  /// Sampled deltas of a column, of another one, what is left of the first, and room to try.
  private let samples: OwnedBytes

  /// How many pairs are compared in each of the first blocks, how many blocks those are, and how many
  /// pairs are compared in each of the others.
  private static let firstPairs = 16
  private static let firstBlocks = 8
  private static let pairs = 2
  /// What a link has to save, in bits of the sample: what it takes itself, and something to be worth
  /// the time that it takes to decode.
  private static let linkBits = 32
  /// From how many rows on columns are compared.
  private static let fewestRows = 2 * PackedRun.sampleCount
  /// From how many rows in which two columns move a ratio is taken.
  private static let fewestRatios = 8

  init(columnCount: Int) {
    plans = Array(repeating: Plan(), count: columnCount)
    samples = OwnedBytes(count: 8 * 4 * DeltaSample.bound)
  }

  private var own: UnsafeMutablePointer<UInt64> { samples.words() }
  private var other: UnsafeMutablePointer<UInt64> { samples.words(at: 8 * DeltaSample.bound) }
  private var rest: UnsafeMutablePointer<UInt64> { samples.words(at: 16 * DeltaSample.bound) }
  private var spare: UnsafeMutablePointer<UInt64> { samples.words(at: 24 * DeltaSample.bound) }

  /// Decides how a column of this block is coded, and takes off its deltas what its link explains.
  mutating func plan(
    _ column: Int, deltas: UnsafeMutablePointer<UInt64>, survey: DeltaSurvey, rows: OpenRows,
    variation: UnsafePointer<UInt64>
  ) -> (code: DeltaCode, link: ColumnLink?) {
    let count = DeltaSample.take(from: deltas, count: rows.count - 1, into: own)
    var code = DeltaCode(
      sample: own, count: count, survey: survey, median: plans[column].median, spare: spare)
    var link: ColumnLink?
    if let known = plans[column].link, variation[known.reference] != 0 {
      _ = DeltaSample.take(from: rows, column: known.reference, into: other)
      subtract(known, count: count)
      let linked = DeltaCode(
        sample: rest, count: count, survey: DeltaSample.survey(rest, count: count),
        median: plans[column].median, spare: spare)
      if linked.cost + Self.linkBits < code.cost {
        link = known
        // The sample does not know the smallest delta, nor all the bits that are set in any.
        code = linked.completed(rows.subtract(known, from: deltas))
      }
    }
    if code.isZigzag { plans[column].median = code.base }
    return (code, link)
  }

  /// Compares some pairs of columns of a block.
  mutating func learn(from rows: OpenRows, variation: UnsafePointer<UInt64>) {
    turn += 1
    guard rows.count > Self.fewestRows, rows.columnCount > 1 else { return }
    var left = turn <= Self.firstBlocks ? Self.firstPairs : Self.pairs
    let start = (column, reference)
    repeat {
      if variation[column] != 0, variation[reference] != 0 {
        compare(rows)
        left -= 1
      }
      // A column's nearest neighbours come first.
      reference -= 1
      if reference < 0 {
        column = column + 1 < rows.columnCount ? column + 1 : 1
        reference = column - 1
      }
    } while left > 0 && (column, reference) != start
  }

  /// Remembers a link to the reference if that is better than what the column has.
  private mutating func compare(_ rows: OpenRows) {
    let count = DeltaSample.take(from: rows, column: column, into: own)
    var best = spread(of: own, count: count) - Self.linkBits
    if let link = plans[column].link {
      _ = DeltaSample.take(from: rows, column: link.reference, into: other)
      subtract(link, count: count)
      best = min(best, spread(of: rest, count: count))
    }
    _ = DeltaSample.take(from: rows, column: reference, into: other)
    // Two totals of the same; parts of a total; two totals of related things.
    consider(ColumnLink(reference: reference, multiplier: 1), count, &best)
    consider(ColumnLink(reference: reference, multiplier: -1), count, &best)
    if let ratio = typicalRatio(count: count) {
      consider(ColumnLink(reference: reference, ratio: ratio), count, &best)
    }
  }

  private mutating func consider(_ link: ColumnLink?, _ count: Int, _ best: inout Int) {
    guard let link else { return }
    subtract(link, count: count)
    let spread = spread(of: rest, count: count)
    guard spread < best else { return }
    best = spread
    plans[column].link = link
  }

  /// Takes off the sample what a link to the column that has been sampled explains.
  private func subtract(_ link: ColumnLink, count: Int) {
    for index in 0..<count { rest[index] = own[index] &- link.share(of: other[index]) }
  }

  /// How far apart neighbours in a sample are, in bits: about what they would take, without a
  /// median or widths to be found.
  private func spread(of sample: UnsafePointer<UInt64>, count: Int) -> Int {
    var bits = 0
    for index in 1..<max(count, 1) {
      let difference = Int64(bitPattern: sample[index] &- sample[index &- 1]).zigzag
      bits &+= 64 &- difference.leadingZeroBitCount
    }
    return bits
  }

  /// The median of the ratios where both columns move.
  private func typicalRatio(count: Int) -> Double? {
    let ratios = UnsafeMutableRawPointer(rest).assumingMemoryBound(to: Double.self)
    var found = 0
    for index in 0..<count {
      let (delta, other) = (Int64(bitPattern: own[index]), Int64(bitPattern: other[index]))
      guard delta != 0, other != 0 else { continue }
      ratios[found] = Double(delta) / Double(other)
      found += 1
    }
    return found < Self.fewestRatios ? nil : Median.select(ratios, count: found)
  }
}
