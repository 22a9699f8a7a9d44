extension FoundFrames {
  /// Whether no frame proved itself.
  var isEmpty: Bool { tallies.isEmpty }

  /// The recordings, in the order of their first frames.
  var recordings: [RecordingPart] {
    tallies.map { tag, tally in
      RecordingPart(
        tag: tag, header: tally.header, byteOffset: tally.byteOffset, byteCount: tally.byteCount)
    }.sorted { $0.byteOffset < $1.byteOffset }
  }

  /// The recording with the most proven bytes, or the first of equals.
  var largest: RecordingTag? {
    tallies.max {
      ($0.value.byteCount, $1.value.byteOffset) < ($1.value.byteCount, $0.value.byteOffset)
    }?.key
  }

  /// Where the first proven frame from an offset on begins, or the end of the file.
  func nextProven(behind offset: UInt64, fileSize: UInt64) -> UInt64 {
    let position = partition { $0.upperBound <= offset }
    guard position < proven.count else { return fileSize }
    // Frames that touch are one: the offset may be the end of one of them.
    return proven[position].contains(offset) ? offset : proven[position].lowerBound
  }

  /// Whether a byte is in a proven frame.
  func isProven(_ offset: UInt64) -> Bool {
    let position = partition { $0.upperBound <= offset }
    return position < proven.count && proven[position].contains(offset)
  }

  /// Whether a proven frame begins at `offset`.
  func isProven(startingAt offset: UInt64) -> Bool {
    let position = partition { $0.upperBound <= offset }
    return position < proven.count && proven[position].lowerBound == offset
  }

  private func partition(_ isBefore: (Range<UInt64>) -> Bool) -> Int {
    var low = 0
    var high = proven.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(proven[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
