import Testing

@testable import ReadingsPlot

@Suite struct TextTests {
  @Test(arguments: [
    (0.0, "0"), (44, "44"), (1.5, "1.5"), (0.1234, "0.123"), (1234, "1234"),
    (94_942, "94\u{202F}942"), (1_440_000, "1.44\u{202F}M"), (-3, "−3"), (999_999.9, "1\u{202F}M"),
    (1e300, "1×10³⁰⁰"), (2.5e-7, "2.5×10⁻⁷"), (.nan, "–"),
  ])
  func numbers(value: Double, text: String) {
    #expect(NumberText.brief(value) == text)
  }

  @Test(arguments: [
    (0.0, "0 B"), (1023.0, "1023 B"), (1_610_612_736.0, "1.5 GiB"), (115_343_360.0, "110 MiB"),
  ])
  func bytes(value: Double, text: String) {
    #expect(QuantityText.bytes(value) == text)
  }

  @Test(arguments: [
    (0.0, "0 s"), (50e-6, "50 µs"), (0.002, "2 ms"), (2.235, "2.24 s"), (3720, "62 min"),
    (3725, "62 min 5 s"), (7260, "2 h 1 min"), (259_200, "3 d"), (.infinity, "–"),
  ])
  func durations(value: Double, text: String) {
    #expect(QuantityText.duration(value) == text)
  }

  @Test(arguments: [
    (0 as Int64, "1970-01-01 00:00:00 UTC"), (951_782_400_000_000_000, "2000-02-29 00:00:00 UTC"),
    (1_709_211_909_123_456_789, "2024-02-29 13:05:09 UTC"), (-1, "1969-12-31 23:59:59 UTC"),
  ])
  func wallClock(nanoseconds: Int64, text: String) {
    #expect(CivilTime(nanoseconds).text == text)
  }
}
