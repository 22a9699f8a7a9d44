/// A set of row numbers or of a file's bytes, as intervals in order that do not touch.
///
/// In chunks, so that a hostile file whose blocks stand in a bad order takes no quadratic time.
struct Intervals {
  /// None of them is empty.
  private var chunks: [[Range<UInt64>]] = []

  private static let chunkSize = 512

  /// How many intervals there are.
  var count: Int { chunks.reduce(0) { $0 + $1.count } }

  /// The number behind the last one; `nil` if there is none.
  var end: UInt64? { chunks.last?.last?.upperBound }

  /// The intervals in order.
  var all: some Sequence<Range<UInt64>> { chunks.lazy.joined() }

  /// The parts of some numbers that are not in the set, in order.
  func missing(of numbers: Range<UInt64>) -> [Range<UInt64>] {
    var rest: [Range<UInt64>] = []
    var start = numbers.lowerBound
    var (chunk, place) = position(of: start)
    while start < numbers.upperBound, chunk < chunks.count {
      for given in chunks[chunk][place...] {
        guard given.lowerBound < numbers.upperBound else { break }
        if given.lowerBound > start { rest.append(start..<given.lowerBound) }
        start = max(start, given.upperBound)
      }
      guard chunks[chunk].last!.lowerBound < numbers.upperBound else { break }
      (chunk, place) = (chunk + 1, 0)
    }
    if start < numbers.upperBound { rest.append(start..<numbers.upperBound) }
    return rest
  }

  /// Whether a number is in the set.
  func contains(_ number: UInt64) -> Bool { missing(of: number..<number + 1).isEmpty }

  /// Whether numbers would become one with an interval that is there.
  func touches(_ numbers: Range<UInt64>) -> Bool {
    let (chunk, place) = position(of: numbers.lowerBound)
    return chunk < chunks.count && chunks[chunk][place].lowerBound <= numbers.upperBound
  }

  /// Adds numbers, some of which may be in the set.
  mutating func insert(_ numbers: Range<UInt64>) {
    guard !numbers.isEmpty else { return }
    var merged = numbers
    while touches(merged) {
      let (chunk, place) = position(of: merged.lowerBound)
      merged = merged.hull(with: chunks[chunk].remove(at: place))
      if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
    }
    var (chunk, place) = position(of: merged.lowerBound)
    if chunk == chunks.count {
      // Behind all others.
      if chunk == 0 { chunks.append([]) }
      chunk = chunks.count - 1
      place = chunks[chunk].count
    }
    chunks[chunk].insert(merged, at: place)
    if chunks[chunk].count > Self.chunkSize {
      chunks.insert(Array(chunks[chunk][(Self.chunkSize / 2)...]), at: chunk + 1)
      chunks[chunk].removeSubrange((Self.chunkSize / 2)...)
    }
  }

  /// The chunk of the first interval that ends at a number or behind it, and the interval's place in it;
  /// the chunk behind the last if there is no such interval.
  private func position(of number: UInt64) -> (chunk: Int, place: Int) {
    let chunk = chunks.countBefore { $0.last!.upperBound < number }
    guard chunk < chunks.count else { return (chunk, 0) }
    return (chunk, chunks[chunk].countBefore { $0.upperBound < number })
  }
}
