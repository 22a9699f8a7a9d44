import ReadingsFormat
import Testing

/// A tag is eight hexadecimal digits, and nothing else.
@Suite struct RecordingTagTests {
  @Test(arguments: ["0a1b2c3d", "00000000", "FFFFFFFF"])
  func itIsReadAsItIsShown(text: String) throws {
    let tag = try #require(RecordingTag(text))
    #expect(tag.description == text.lowercased())
    #expect(RecordingTag(tag.description) == tag)
  }

  @Test(arguments: ["", "0", "+1234567", "-0000000", "0a1b2c3", "0a1b2c3d4", "0a1b2c3g", "٠٠٠٠"])
  func nothingElseIsATag(text: String) {
    #expect(RecordingTag(text) == nil)
  }
}
