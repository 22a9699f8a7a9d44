import Testing

@testable import ReadingsProbe

/// How often the columns of a recording may change.
@Suite struct SchemaChangeBudgetTests {
  private static let second: Int64 = 1_000_000_000

  @Test func aFewChangesWaitForNothing() {
    var budget = SchemaChangeBudget()
    for change in 0..<100 {
      let isAllowed = budget.allowsChange(ofColumns: 30 + change, at: Int64(change))
      #expect(isAllowed)
    }
  }

  @Test func manyChangesOfManyColumnsTakeABoundedNumberOfBytes() {
    var budget = SchemaChangeBudget()
    var bytes = 0
    var last = 0
    // A column a millisecond for ten seconds.
    for column in 0..<10_000 {
      if budget.allowsChange(ofColumns: column, at: Int64(column) * Self.second / 1000) {
        bytes += 32 * column
        last = column
      }
    }
    #expect(bytes > 1 << 20 && bytes < 11 * 256 << 10)
    // The last ones are in the file within two seconds.
    #expect(last > 8000)
  }

  @Test func aChangeThatIsLargerThanAllComesThrough() {
    var budget = SchemaChangeBudget()
    let first = budget.allowsChange(ofColumns: 65_000, at: 0)
    let second = budget.allowsChange(ofColumns: 65_000, at: Self.second)
    #expect(first && !second)
    var waited: Int64 = 1
    while !budget.allowsChange(ofColumns: 65_000, at: waited * Self.second) { waited += 1 }
    #expect(waited < 10)
  }
}
