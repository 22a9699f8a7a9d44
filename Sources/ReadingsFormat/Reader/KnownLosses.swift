/// The damage that was found before rows were counted, sorted so that each gap is looked up fast: a
/// hostile file has as many gaps as blocks.
struct KnownLosses {
  /// Lost rows in order of their start, each with the highest end so far.
  private var losses: [(start: UInt64, highestEnd: UInt64)] = []
  /// Where the damage is of which nobody knows the rows, and its position in the list.
  private var unexplained: [(byteOffset: UInt64, index: Int)] = []

  init(_ damage: [Damage]) {
    let ranges = damage.compactMap(\.rows).filter { !$0.isEmpty }
    var highestEnd: UInt64 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      highestEnd = max(highestEnd, range.upperBound)
      losses.append((range.lowerBound, highestEnd))
    }
    unexplained = damage.indices.filter { damage[$0].rows == nil }
      .map { (damage[$0].byteOffset, $0) }
      .sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Whether any of the rows is among the lost ones.
  func overlap(_ rows: Range<UInt64>) -> Bool {
    let before = Self.partition(losses) { $0.start < rows.upperBound }
    return before > 0 && losses[before - 1].highestEnd > rows.lowerBound
  }

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
