import ReadingsConvert
import ReadingsFormat
import Testing

@Suite("Damage to every byte of the ancestor's text")
struct AncestorRobustnessTests {
  static let text = Array(
    (Fixture.header + "0.000 2 4096 0.000001 5 start\n" + "0.002 2 8192 0.000100 -6 \n"
      + "0.004 2 8192 0.000200 7 done\n").utf8)

  @Test("Cut at any length, the rows that are whole are read and the rest is reported")
  func everyLength() throws {
    let rowEnds = Self.text.indices.filter { Self.text[$0] == 0x0A }.dropFirst(2)
    for length in Self.text.indices {
      try Fixture.withFile(Self.text[..<length]) { path in
        let recording: MemoryRecording
        do {
          recording = try AncestorText.read(path: path)
        } catch let error as ReadingsError {
          #expect(length < 11)
          #expect(error.code == (length == 0 ? .damaged : .notARecording))
          return
        }
        let rows = recording.blocks.reduce(0) { $0 + $1.rowCount }
        #expect(rows == rowEnds.count { $0 < length })
        let isWhole = length == 11 || Self.text[length - 1] == 0x0A
        #expect(recording.damage.isEmpty == isWhole)
        #expect(recording.byteCount == UInt64(length))
      }
    }
  }

  @Test("Whatever a byte is changed to, reading and writing end, and good rows stay")
  func everyByte() throws {
    for position in Self.text.indices {
      for change: UInt8 in [0x01, 0x02, 0x10, 0x20, 0x40, 0x80, 0xFF] {
        var bytes = Self.text
        bytes[position] ^= change
        try Fixture.withFile(bytes) { path in
          guard let recording = try? AncestorText.read(path: path) else {
            #expect(position < Fixture.header.utf8.count)
            return
          }
          let rows = recording.blocks.reduce(0) { $0 + $1.rowCount }
          #expect(recording.schemas.allSatisfy { $0.flaw == nil })
          let lines = try recording.text(.tabSeparated).split(separator: "\n")
          #expect(lines.count == rows + 1)
          // Two rows may be lost: a damaged line end joins them, a wrong time may cost another.
          if position >= Fixture.header.utf8.count { #expect(rows >= 1) }
        }
      }
    }
  }
}
