import Testing

@testable import ReadingsFormat

/// Stored integers in their unit.
@Suite struct ScaleTests {
  /// A division gives the double that is nearest to the decimal; a product with a fraction may not.
  @Test func fractionsAreTheNearestDoubles() {
    #expect(Scale(exponent: -3).apply(1400) == 1.4)
    for number in 1...20_000 {
      #expect(Scale.millionths.apply(Double(number)) == Double("\(number)e-6"))
      #expect(Scale(exponent: -9).apply(Double(number)) == Double("\(number)e-9"))
    }
  }

  @Test func multiplesAreExact() {
    #expect(Scale(multiplier: 512).apply(3) == 1536)
    #expect(Scale(multiplier: 3, exponent: 2).apply(-7) == -2100)
    #expect(Scale(multiplier: 3, exponent: -1).apply(7) == 2.1)
    #expect(Scale.one.apply(0.1) == 0.1)
  }
}
