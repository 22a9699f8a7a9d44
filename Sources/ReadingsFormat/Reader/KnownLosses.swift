/// The damage that was found before rows were counted, sorted so that each gap is looked up fast: a
/// hostile file has as many gaps as blocks.
struct KnownLosses {
  /// Lost rows in order, without overlaps.
  private var losses: [Range<UInt64>] = []
  /// Where the damage is of which nobody knows the rows, and its position in the list.
  private var unexplained: [(byteOffset: UInt64, index: Int)] = []

  /// The last time of lost rows, by the number of the row behind them.
  private var endings: [UInt64: Double] = [:]

  init(_ damage: [Damage]) {
    for entry in damage {
      if let rows = entry.rows, let seconds = entry.seconds {
        endings[rows.upperBound] = seconds.upperBound
      }
    }
    let ranges = damage.compactMap(\.rows).filter { !$0.isEmpty }
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = losses.last, last.upperBound >= range.lowerBound {
        losses[losses.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        losses.append(range)
      }
    }
    unexplained = damage.indices.filter { damage[$0].rows == nil && !damage[$0].isHarmless }
      .map { (damage[$0].byteOffset, $0) }
      .sorted { $0.byteOffset < $1.byteOffset }
  }

  /// The parts of a run of rows that are not among the lost ones.
  func remainder(of rows: Range<UInt64>) -> [Range<UInt64>] {
    var rest: [Range<UInt64>] = []
    var start = rows.lowerBound
    let first = Self.partition(losses) { $0.upperBound <= start }
    for loss in losses[first...] {
      guard loss.lowerBound < rows.upperBound else { break }
      if loss.lowerBound > start { rest.append(start..<loss.lowerBound) }
      start = max(start, loss.upperBound)
    }
    if start < rows.upperBound { rest.append(start..<rows.upperBound) }
    return rest
  }

  /// When the lost rows end that come right before a row, where that is known.
  func time(before row: UInt64) -> Double? { endings[row] }

  /// The position of the first unexplained damage in a part of the file.
  func unexplained(in offsets: Range<UInt64>) -> Int? {
    let before = Self.partition(unexplained) { $0.byteOffset < offsets.lowerBound }
    guard before < unexplained.count, unexplained[before].byteOffset < offsets.upperBound else {
      return nil
    }
    return unexplained[before].index
  }

  /// How many elements come before the first that fails the test, by halving.
  private static func partition<Element>(
    _ list: [Element], _ isBefore: (Element) -> Bool
  ) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(list[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
