import ReadingsConvert
import ReadingsFormat

/// Reads any bytes as the ancestor's text. The first line is put in front of most of them.
enum AncestorTrial {
  private static let firstLine = Array("#ReadingsV1\n".utf8)

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    let text = input.first == UInt8(ascii: "#") ? Array(input) : firstLine + input
    let recording: MemoryRecording
    do throws(ReadingsError) {
      recording = try AncestorText.read(bytes: text, name: "input")
    } catch {
      try require([.notARecording, .damaged].contains(error.code), "\(error)")
      return 0
    }
    try require(recording.byteCount == UInt64(text.count), "the text has another size")
    for damage in recording.damage {
      try require(damage.byteOffset <= recording.byteCount, "damage lies outside the file")
    }
    let count = try Inspection.inspect(recording)
    try checkTimes(of: recording)
    return count
  }

  private static func checkTimes(of recording: MemoryRecording) throws(BrokenPromise) {
    let block = ColumnBlock()
    var last = -Double.infinity
    for index in recording.blocks.indices {
      guard (try? recording.decode(index, into: block)) != nil else {
        throw BrokenPromise("a block in memory cannot be decoded")
      }
      for row in 0..<block.rowCount {
        let time = block.schema.seconds(block[column: 0, row: row])
        try require(time >= last, "time runs backwards")
        last = time
      }
    }
  }
}
