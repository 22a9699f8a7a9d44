extension FoundFrames {
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
    let position = provenCount(before: offset)
    return position < proven.count ? proven[position].lowerBound : fileSize
  }

  /// The slack and undefined frames that lead to a proven frame, to another such frame, or to the zeros
  /// at the end, from `zeros` on.
  func leadingSlack(zeros: UInt64) -> [Range<UInt64>] {
    var leading: [Range<UInt64>] = []
    var starts: Set<UInt64> = []
    for index in slack.indices.reversed() {
      let place = slack[index]
      let position = provenCount(before: place.upperBound)
      let isAtFrame =
        position < proven.count && proven[position].lowerBound == place.upperBound
      if place.upperBound >= zeros || isAtFrame || starts.contains(place.upperBound) {
        leading.append(place)
        starts.insert(place.lowerBound)
      }
    }
    return leading
  }

  /// How many proven frames begin before an offset, by halving.
  private func provenCount(before offset: UInt64) -> Int {
    var low = 0
    var high = proven.count
    while low < high {
      let middle = (low + high) / 2
      if proven[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
