import Testing

@testable import ReadingsConvert

@Suite("Text for a terminal")
struct VisibleTextTests {
  @Test(
    "What a terminal would act on is spelled out",
    arguments: [
      ("a\nb", "a\\u{A}b"), ("\u{1B}[31mred", "\\u{1B}[31mred"), ("\u{9B}2J", "\\u{9B}2J"),
      ("\u{7F}", "\\u{7F}"), ("\u{202E}abc", "\\u{202E}abc"), ("\u{2028}", "\\u{2028}"),
      ("\r\n", "\\u{D}\\u{A}"), ("ünïcödé 漢字", "ünïcödé 漢字"),
    ])
  func escaped(text: String, shown: String) {
    #expect(text.visible() == shown)
  }

  @Test("Long text ends in an ellipsis")
  func long() {
    #expect(String(repeating: "x", count: 61).visible() == String(repeating: "x", count: 60) + "…")
    #expect(String(repeating: "x", count: 60).visible() == String(repeating: "x", count: 60))
  }

  @Test(
    "Seconds are shown to the nanosecond",
    arguments: [
      (0, "0 s"), (2.235, "2.235 s"), (0.1 + 0.2, "0.3 s"), (1e-9, "0.000000001 s"),
      (-1.5, "-1.5 s"), (3600, "3600 s"), (1e300, "1e+300 s"),
    ])
  func seconds(value: Double, shown: String) {
    #expect(value.asSeconds == shown)
  }
}
