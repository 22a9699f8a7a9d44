/// A set of row numbers, as intervals that do not touch.
///
/// In chunks, so that a hostile file whose blocks stand in a bad order takes no quadratic time.
struct RowSet {
  private var chunks: [[Range<UInt64>]] = []

  private static let chunkSize = 512

  /// The parts of some rows that are not in the set, in order.
  func missing(of rows: Range<UInt64>) -> [Range<UInt64>] {
    var rest: [Range<UInt64>] = []
    var start = rows.lowerBound
    visit(from: rows.lowerBound) { given in
      guard given.lowerBound < rows.upperBound else { return false }
      if given.lowerBound > start { rest.append(start..<given.lowerBound) }
      start = max(start, given.upperBound)
      return start < rows.upperBound
    }
    if start < rows.upperBound { rest.append(start..<rows.upperBound) }
    return rest
  }

  /// Whether a row is in the set.
  func contains(_ row: UInt64) -> Bool { missing(of: row..<row + 1).isEmpty }

  /// Adds rows none of which is in the set.
  mutating func insert(_ rows: Range<UInt64>) {
    guard !rows.isEmpty else { return }
    guard !chunks.isEmpty else {
      chunks = [[rows]]
      return
    }
    let chunk = chunk(for: rows.lowerBound)
    let place = Self.partition(chunks[chunk]) { $0.lowerBound < rows.lowerBound }
    var merged = rows
    var replaced = place..<place
    if place > 0, chunks[chunk][place - 1].upperBound == rows.lowerBound {
      merged = chunks[chunk][place - 1].lowerBound..<rows.upperBound
      replaced = place - 1..<place
    }
    if place < chunks[chunk].count, chunks[chunk][place].lowerBound == rows.upperBound {
      merged = merged.lowerBound..<chunks[chunk][place].upperBound
      replaced = replaced.lowerBound..<place + 1
    }
    chunks[chunk].replaceSubrange(replaced, with: CollectionOfOne(merged))
    if chunks[chunk].count > Self.chunkSize {
      let half = Array(chunks[chunk][(Self.chunkSize / 2)...])
      chunks[chunk].removeSubrange((Self.chunkSize / 2)...)
      chunks.insert(half, at: chunk + 1)
    }
  }

  /// Calls `body` with the intervals from the one on that holds or follows a row, until it says no.
  private func visit(from row: UInt64, _ body: (Range<UInt64>) -> Bool) {
    guard !chunks.isEmpty else { return }
    let first = chunk(for: row)
    var place = Self.partition(chunks[first]) { $0.upperBound <= row }
    for chunk in first..<chunks.count {
      while place < chunks[chunk].count {
        guard body(chunks[chunk][place]) else { return }
        place += 1
      }
      place = 0
    }
  }

  /// The chunk in which a row's interval is, or belongs.
  private func chunk(for row: UInt64) -> Int {
    max(Self.partition(chunks) { $0[0].lowerBound <= row } - 1, 0)
  }

  /// How many elements come before the first that fails the test, by halving.
  static func partition<Element>(
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
