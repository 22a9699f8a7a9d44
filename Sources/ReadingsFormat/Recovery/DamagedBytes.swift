/// The bytes of a file that are damaged. Spec/format.md, section "What is lost".
struct DamagedBytes {
  /// The damaged parts, in order; no two touch.
  private(set) var parts: [Range<UInt64>] = []
  /// Whether there are more than are listed.
  private(set) var isCut = false

  /// The most parts that are listed.
  static let limit = 16_384

  /// Looks through the gaps between what is intact.
  ///
  /// - Parameter rows: The rows and labels that are in none of the frames and prove themselves.
  init(
    in file: FileBytes, _ frames: borrowing FoundFrames, proven rows: [Range<UInt64>],
    unproven: [RecoveredRows.Unproven]
  ) throws(ReadingsError) {
    let zeros = try file.zeroTail()
    let end = min(frames.overflow ?? zeros, zeros)
    let rows = rows.sorted { $0.lowerBound < $1.lowerBound }
    let spans = Self.spansOfLastOpens(frames)
    var row = 0
    var span = 0
    var intact: UInt64 = 0
    func skip(to offset: UInt64) throws(ReadingsError) {
      // Between frames: what else is intact there is jumped over.
      while intact < offset {
        while row < rows.count, rows[row].upperBound <= intact { row += 1 }
        while span < spans.count, spans[span].upperBound <= intact { span += 1 }
        if row < rows.count, rows[row].lowerBound <= intact {
          intact = rows[row].upperBound
        } else if span < spans.count, spans[span].lowerBound <= intact {
          intact = spans[span].upperBound
        } else if let behind = try Self.passOver(intact, file, frames, end: end) {
          intact = behind
        } else {
          var next = offset
          if row < rows.count { next = min(next, rows[row].lowerBound) }
          if span < spans.count { next = min(next, spans[span].lowerBound) }
          add(intact..<next)
          intact = next
        }
      }
    }
    for index in frames.proven.indices {
      let frame = frames.proven[index]
      try skip(to: min(frame.lowerBound, end))
      intact = max(intact, frame.upperBound)
    }
    try skip(to: end)
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

  /// The end of a slack or undefined frame at `offset` that leads to something; `nil` if there is none.
  private static func passOver(
    _ offset: UInt64, _ file: FileBytes, _ frames: borrowing FoundFrames, end: UInt64
  ) throws(ReadingsError) -> UInt64? {
    var next = offset
    while next < end, !frames.isProven(next) {
      guard let head = FrameHead(try file.bytes(at: next, count: FrameKind.headSize)),
        head.kind == .slack || head.kind == nil, head.size & 7 == 0
      else { return nil }
      next += UInt64(head.size)
    }
    guard next > offset, next <= file.size else { return nil }
    return next >= end || frames.isProven(startingAt: next) ? next : nil
  }
}
