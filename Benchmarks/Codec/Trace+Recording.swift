import ReadingsFormat

extension Trace {
  /// Writes a recording of `rowCount` rows, beginning again as often as it takes; of the trace's own
  /// number by default. Without closing, the file is what a kill leaves.
  func record(to path: String, rowCount: Int? = nil, closing: Bool = true) throws {
    var writer = try LogWriter(path: path, header: LogHeader(format: ""), schema: schema)
    var left = rowCount ?? self.rowCount
    var rounds = 0
    while left > 0 {
      let part = rounds == 0 ? self : later(rounds: rounds)
      let count = min(left, part.rowCount)
      try part.words.withUnsafeBufferPointer { words in
        for row in 0..<count {
          try writer.append(
            UnsafeBufferPointer(rebasing: words[row * width..<(row + 1) * width]))
        }
      }
      left -= count
      rounds += 1
    }
    if closing { try writer.close() }
  }
}
