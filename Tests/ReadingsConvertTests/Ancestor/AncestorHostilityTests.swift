import ReadingsFormat
import Testing

@testable import ReadingsConvert

/// Texts that were made to take more time or memory than their size allows.
@Suite(.timeLimit(.minutes(5))) struct AncestorHostilityTests {
  /// Finding the number behind a repeated name took a walk through all numbers before it.
  @Test func thousandsOfColumnsOfOneName() throws {
    let name = String(repeating: "n", count: 1100)
    let names = [String](repeating: name, count: 2000).joined(separator: " ")
    let recording = try Fixture.recording("#ReadingsV1\ntime \(names) event\n")
    let columns = recording.schemas[0].columns
    #expect(Set(columns.map(\.name)).count == 2001)
    #expect(columns[2000].name.hasSuffix("n_2000"))
  }

  /// Every line of two bytes made an entry of more than a hundred.
  @Test func everyLineHasAnotherFault() throws {
    let pairs = 15_000
    let lines = String(repeating: "1\nx\n", count: pairs)
    let recording = try Fixture.recording("#ReadingsV1\ntime a event\n" + lines + "0 1\n")
    #expect(recording.damage.count == LineDamage.mostEntries)
    let last = try #require(recording.damage.last)
    #expect(last.byteOffset + last.byteCount == recording.byteCount - 4)
    #expect(recording.blocks.map(\.rowCount) == [1])
  }
}
