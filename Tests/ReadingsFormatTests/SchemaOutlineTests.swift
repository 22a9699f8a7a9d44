import SeededRandom
import Testing

@testable import ReadingsFormat

/// An outline says of a column what the whole schema would.
@Suite struct SchemaOutlineTests {
  /// Columns that fit, and ones that break a rule; few names, so that some are taken.
  private static func column(_ random: inout SeededGenerator) -> Column {
    let lengths = [0, 1, 8, 1024, 1025]
    let name =
      Int.random(in: 0..<4, using: &random) > 0
      ? "name \(Int.random(in: 0..<40, using: &random))"
      : String(repeating: "\u{18}", count: lengths.randomElement(using: &random)!)
    let unit = Int.random(in: 0..<8, using: &random) == 0 ? 65 : 3
    let kind: Column.Kind = Int.random(in: 0..<8, using: &random) == 0 ? .time : .gauge
    return Column(name, unit: MetricUnit(String(repeating: "u", count: unit)), kind: kind)
  }

  @Test(arguments: 0..<40) func itAgreesWithTheSchema(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    var columns = Array(Sample.schema.columns)
    var outline = SchemaOutline(Sample.schema)
    for _ in 0..<200 {
      let column = Self.column(&random)
      let isAllowed = Schema(columns: columns + [column]).flaw == nil
      #expect((outline.flaw(with: column) == nil) == isAllowed, "\(column)")
      if isAllowed {
        columns.append(column)
        outline.add(column)
      }
      if columns.count > 5, Bool.random(using: &random) {
        outline.remove(columns.remove(at: Int.random(in: 4..<columns.count, using: &random)))
      }
    }
  }

  /// As many columns as there may be, and as many bytes.
  @Test func itKnowsTheLimits() {
    let many = (1..<Schema.maximumColumnCount).map { Column("\($0)") }
    var outline = SchemaOutline(Sample.schema)
    for column in many.dropLast(3) { outline.add(column) }
    #expect(outline.flaw(with: Column("one more")) != nil)
    outline.remove(many[0])
    #expect(outline.flaw(with: Column("one more")) == nil)

    var columns = Array(Sample.schema.columns)
    var long = SchemaOutline(Sample.schema)
    while true {
      let column = Column("\(columns.count)" + String(repeating: "n", count: 1000))
      let isAllowed = Schema(columns: columns + [column]).flaw == nil
      #expect((long.flaw(with: column) == nil) == isAllowed)
      guard isAllowed else { break }
      columns.append(column)
      long.add(column)
    }
    #expect(columns.count > 500)
  }
}
