import SeededRandom
import Testing

@testable import ReadingsFormat

/// The set of row numbers beside a plain set of integers.
@Suite struct RowSetTests {
  /// More intervals than a chunk has, in any order, some of which touch.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func itMissesWhatWasNotInserted(seed: UInt64) {
    var generator = SeededGenerator(seed)
    var pieces: [Range<UInt64>] = []
    var next: UInt64 = 0
    for _ in 0..<3000 {
      let start = next + UInt64.random(in: 0...2, using: &generator)
      next = start + UInt64.random(in: 1...3, using: &generator)
      pieces.append(start..<next)
    }
    // In order, backwards, and shuffled twice.
    if seed == 1 { pieces.reverse() } else if seed > 1 { pieces.shuffle(using: &generator) }
    var set = RowSet()
    var model = Set<UInt64>()
    for (count, piece) in pieces.enumerated() {
      set.insert(piece)
      model.formUnion(piece)
      guard count % 50 == 0 || count > 2990 else { continue }
      let start = UInt64.random(in: 0..<next, using: &generator)
      let asked = start..<start + UInt64.random(in: 1...200, using: &generator)
      let missing = set.missing(of: asked)
      #expect(missing.flatMap(Array.init) == asked.filter { !model.contains($0) })
      #expect(zip(missing, missing.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
      #expect(set.contains(start) == model.contains(start))
    }
    let missing = set.missing(of: 0..<next).flatMap(Array.init)
    #expect(missing == (0..<next).filter { !model.contains($0) })
  }
}
