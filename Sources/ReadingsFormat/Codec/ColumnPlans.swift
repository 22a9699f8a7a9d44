/// How the columns of a recording are coded, remembered from block to block: programs change what
/// they do less often than a block is sealed, and choosing takes as long as packing.
///
/// A choice is made anew every few blocks. Which columns follow others is learnt by comparing them in
/// pairs: nearly all pairs in the first block, few of them in each of the others, so that no seal
/// takes long. All memory is reserved up front.
struct ColumnPlans: ~Copyable {
  /// How a column was coded last.
  private struct Plan {
    /// The link that was found for it, whether it is in use or not.
    var link: ColumnLink?
    var usesLink = false
    var isZigzag = true
    /// The median that zigzag codes had last as their base.
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

  /// How many pairs are compared in the first block, and in each of the others.
  private static let firstPairs = 96
  private static let pairs = 1
  /// After how many blocks a choice is made anew.
  private static let blocksPerChoice = 1
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
    var code: DeltaCode?
    if (turn + column) % Self.blocksPerChoice == 0 || turn <= 1 {
      code = choose(column, count: count, survey: survey, rows: rows)
    }
    var link: ColumnLink?
    if plans[column].usesLink, let known = plans[column].link, variation[known.reference] != 0 {
      link = known
      let linked = rows.subtract(known, from: deltas)
      _ = DeltaSample.take(from: deltas, count: rows.count - 1, into: own)
      code = repeated(plans[column], count: count, survey: linked)
    }
    let final = code ?? repeated(plans[column], count: count, survey: survey)
    if final.isZigzag { plans[column].median = final.base }
    return (final, link)
  }

  /// The sample coded like the block before.
  private func repeated(_ plan: Plan, count: Int, survey: DeltaSurvey) -> DeltaCode {
    DeltaCode(
      sample: own, count: count, survey: survey, isZigzag: plan.isZigzag, median: plan.median,
      spare: spare)
  }

  /// Chooses between the ways to code a column; returns the best without a link, if it is the best.
  private mutating func choose(
    _ column: Int, count: Int, survey: DeltaSurvey, rows: OpenRows
  ) -> DeltaCode? {
    let plain = DeltaCode(
      sample: own, count: count, survey: survey, median: plans[column].median, spare: spare)
    if let link = plans[column].link {
      _ = DeltaSample.take(from: rows, column: link.reference, into: other)
      let linked = code(with: link, count: count)
      if linked.cost + Self.linkBits < plain.cost {
        plans[column].usesLink = true
        plans[column].isZigzag = linked.isZigzag
        return nil
      }
    }
    plans[column].usesLink = false
    plans[column].isZigzag = plain.isZigzag
    return plain
  }

  /// Compares some pairs of columns of a block.
  mutating func learn(from rows: OpenRows, variation: UnsafePointer<UInt64>) {
    turn += 1
    guard rows.count > Self.fewestRows, rows.columnCount > 1 else { return }
    var left = turn == 1 ? Self.firstPairs : Self.pairs
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
    var best = cost(of: own, count: count) - Self.linkBits
    if let link = plans[column].link {
      _ = DeltaSample.take(from: rows, column: link.reference, into: other)
      best = min(best, cost(with: link, count: count))
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
    let cost = cost(with: link, count: count)
    guard cost < best else { return }
    best = cost
    plans[column].link = link
  }

  /// The code of the sample with a link to the column that has been sampled.
  private func code(with link: ColumnLink, count: Int) -> DeltaCode {
    for index in 0..<count { rest[index] = own[index] &- link.share(of: other[index]) }
    return DeltaCode(
      sample: rest, count: count, survey: DeltaSample.survey(rest, count: count), median: 0,
      spare: spare)
  }

  /// What the sample takes with such a link, by zigzag codes: enough to compare links.
  private func cost(with link: ColumnLink, count: Int) -> Int {
    for index in 0..<count { rest[index] = own[index] &- link.share(of: other[index]) }
    return cost(of: rest, count: count)
  }

  private func cost(of sample: UnsafePointer<UInt64>, count: Int) -> Int {
    let survey = DeltaSample.survey(sample, count: count)
    return DeltaCode(
      sample: sample, count: count, survey: survey, isZigzag: true, median: 0, spare: spare
    ).cost
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
