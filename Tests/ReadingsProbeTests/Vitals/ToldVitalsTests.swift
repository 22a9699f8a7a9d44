import ReadingsFormat
import Testing

@testable import ReadingsProbe

/// Columns that the system does not tell are left out.
@Suite struct ToldVitalsTests {
  /// Tells some of its columns.
  private final class Partial: VitalsCollector {
    let columns = ["a", "b", "c", "d"].map { Column($0) }
    let told: Set<Int>
    var value: UInt64 = 0

    init(telling told: Set<Int>) { self.told = told }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      for index in told { row[index] = value + UInt64(index) }
    }
  }

  @Test(arguments: [[1], [0, 2], [1, 2, 3], [3]] as [Set<Int>])
  func whatIsNotToldHasNoColumn(told: Set<Int>) throws {
    let partial = Partial(telling: told)
    let vitals = try #require(ToldVitals(partial))
    let names = ["a", "b", "c", "d"]
    #expect(vitals.columns.map(\.name) == told.sorted().map { names[$0] })
    #expect(Set(vitals.missing.map(\.name)) == Set(names).subtracting(vitals.columns.map(\.name)))
    for value: UInt64 in [0, 7, .max - 3] {
      partial.value = value
      #expect(vitals.values() == told.sorted().map { value + UInt64($0) })
    }
  }

  /// Zeros, and the largest value, are told like others.
  @Test(arguments: [0, .max - 3] as [UInt64])
  func aValueIsToldWhateverItIs(value: UInt64) {
    let partial = Partial(telling: [0, 1, 2, 3])
    partial.value = value
    #expect(ToldVitals(partial) == nil)
  }

  /// As where no descriptor is free: it may tell all of them later.
  @Test func whatTellsNothingNowKeepsItsColumns() {
    #expect(ToldVitals(Partial(telling: [])) == nil)
  }
}
