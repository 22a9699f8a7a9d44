/// The bytes of a file that are damaged. Spec/format.md, section "What is lost".
struct DamagedBytes {
  /// The damaged parts, in order; no two touch.
  let parts: [Damage]
  /// Whether there are more than are listed.
  private(set) var isCut = false

  /// The most parts that are listed.
  static let limit = 16_384

  /// What is damaged of a file of which nothing is proven.
  static func all(
    of file: FileBytes, _ frames: borrowing FoundFrames
  ) throws(ReadingsError) -> [Damage] {
    let zeros = try file.zeroTail()
    var slack = Intervals()
    for place in frames.leadingSlack(zeros: zeros) { slack.insert(place) }
    return slack.missing(of: 0..<zeros).map {
      Damage(
        "nothing of a recording is intact", byteOffset: $0.lowerBound, byteCount: UInt64($0.count))
    }
  }

  /// Looks for the gaps between what is intact.
  init(_ rows: borrowing RecoveredRows) throws(ReadingsError) {
    let size = rows.file.size
    let zeros = try rows.file.zeroTail()
    let end = min(rows.frames.scanEnd ?? zeros, zeros)
    var sound = rows.proven
    for slack in rows.frames.leadingSlack(zeros: zeros) { sound.insert(slack) }
    // What an open frame covers has no meaning, unless it should be a row.
    var intact = sound
    for span in rows.frames.tallies.values.compactMap(\.lastOpen) { intact.insert(span) }
    var damaged = Intervals()
    var gapCount = 0
    func look(into gap: Range<UInt64>) {
      for part in intact.missing(of: gap) where gapCount <= Self.limit {
        gapCount += 1
        if gapCount <= Self.limit { damaged.insert(part) }
      }
    }
    var start: UInt64 = 0
    for frame in rows.frames.proven {
      look(into: start..<max(start, min(frame.lowerBound, end)))
      start = frame.upperBound
    }
    look(into: start..<max(start, end))
    for place in rows.unproven.all {
      for part in sound.missing(of: place.clamped(to: 0..<size)) {
        for part in rows.frames.unproven(in: part) { damaged.insert(part) }
      }
    }
    isCut = gapCount > Self.limit || damaged.count > Self.limit
    parts = damaged.all.prefix(Self.limit).map { part in
      let reason =
        rows.reasons[part.lowerBound]
        ?? (part.lowerBound == 0
          ? "the header is damaged"
          : part.upperBound == size ? "the file ends in a damaged frame" : "a frame is damaged")
      return Damage(reason, byteOffset: part.lowerBound, byteCount: UInt64(part.count))
    }
  }
}
