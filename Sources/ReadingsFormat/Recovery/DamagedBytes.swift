/// The bytes of a file that are damaged. Spec/format.md, section "What is lost".
struct DamagedBytes {
  /// The damaged parts, in order; no two touch.
  private(set) var parts: [Range<UInt64>] = []
  /// Whether there are more than are listed.
  private(set) var isCut = false

  /// The most parts that are listed.
  static let limit = 16_384

  /// Looks for the gaps between what is intact.
  ///
  /// - Parameter rows: The rows and labels that are in none of the frames and prove themselves.
  init(
    in file: FileBytes, _ frames: borrowing FoundFrames, proven rows: [Range<UInt64>],
    unproven: [RecoveredRows.Unproven]
  ) throws(ReadingsError) {
    let zeros = try file.zeroTail()
    let end = min(frames.overflow ?? zeros, zeros)
    let other = (rows + Self.spansOfLastOpens(frames) + frames.leadingSlack(zeros: zeros))
      .sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var intact: UInt64 = 0
    func cover(_ bytes: Range<UInt64>) {
      if bytes.lowerBound > intact { add(intact..<min(bytes.lowerBound, max(intact, end))) }
      intact = max(intact, bytes.upperBound)
    }
    for index in frames.proven.indices {
      let frame = frames.proven[index]
      while next < other.count, other[next].lowerBound < frame.lowerBound {
        cover(other[next])
        next += 1
      }
      cover(frame)
    }
    for bytes in other[next...] { cover(bytes) }
    if intact < end { add(intact..<end) }
    let places = unproven.map { $0.bytes.clamped(to: 0..<file.size) }
    let all = (parts + places).sorted { $0.lowerBound < $1.lowerBound }
    parts = []
    for part in all { add(part) }
  }

  private mutating func add(_ part: Range<UInt64>) {
    guard !part.isEmpty else { return }
    if let last = parts.last, last.upperBound >= part.lowerBound {
      parts[parts.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
    } else if parts.count < Self.limit {
      parts.append(part)
    } else {
      isCut = true
    }
  }

  /// What the last open frame of each recording covers, in the order of the file.
  private static func spansOfLastOpens(_ frames: borrowing FoundFrames) -> [Range<UInt64>] {
    var spans: [Range<UInt64>] = []
    for (_, tally) in frames.tallies {
      guard let position = tally.lastOpen else { continue }
      let open = frames.opens[position]
      spans.append(
        open.byteOffset..<open.byteOffset + UInt64(max(open.byteCount, OpenFrameControl.end)))
    }
    return spans.sorted { $0.lowerBound < $1.lowerBound }
  }
}
