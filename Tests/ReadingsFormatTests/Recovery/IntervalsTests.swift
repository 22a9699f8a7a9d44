import SeededRandom
import Testing

@testable import ReadingsFormat

/// A set of intervals is what a set of numbers is.
@Suite struct IntervalsTests {
  @Test func itIsTheSetOfItsNumbers() {
    var random = SeededGenerator(3)
    for spread in [100, 4000] as [UInt64] {
      var intervals = Intervals()
      var numbers: Set<UInt64> = []
      for _ in 0..<2000 {
        let start = UInt64.random(in: 0..<spread, using: &random)
        let new = start..<start + UInt64.random(in: 0...2, using: &random)
        #expect(
          intervals.missing(of: new).flatMap(Array.init) == new.filter { !numbers.contains($0) })
        intervals.insert(new)
        numbers.formUnion(new)
      }
      let all = Array(intervals.all)
      #expect(all.flatMap(Array.init) == numbers.sorted())
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
      #expect(intervals.count == all.count && intervals.end == numbers.max()! + 1)
      #expect(intervals.touches(all[0].upperBound..<all[0].upperBound + 1))
    }
  }

  @Test func intervalsOfManyChunksBecomeOne() {
    var intervals = Intervals()
    for number in (0..<3000 as Range<UInt64>).reversed() {
      intervals.insert(2 * number..<2 * number + 1)
    }
    #expect(intervals.count == 3000)
    for number in 0..<3000 as Range<UInt64> { intervals.insert(2 * number + 1..<2 * number + 2) }
    #expect(Array(intervals.all) == [0..<6000])
  }
}
