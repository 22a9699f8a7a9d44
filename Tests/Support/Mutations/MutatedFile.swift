import SeededRandom

/// A file put together from parts of others and from noise, which knows where each part came from.
struct MutatedFile {
  /// Bytes of a source, or others.
  enum Part {
    case original(source: Int, bytes: Range<Int>)
    case other([UInt8])

    var count: Int {
      switch self {
      case .original(_, let bytes): bytes.count
      case .other(let bytes): bytes.count
      }
    }

    /// A run of the part's bytes.
    func sliced(_ range: Range<Int>) -> Part {
      switch self {
      case .original(let source, let bytes):
        .original(
          source: source,
          bytes: bytes.lowerBound + range.lowerBound..<bytes.lowerBound + range.upperBound)
      case .other(let bytes): .other(Array(bytes[range]))
      }
    }
  }

  private(set) var parts: [Part]

  /// The whole of a source.
  init(source: Int, count: Int) { parts = [.original(source: source, bytes: 0..<count)] }

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// Puts parts in the place of a run of bytes.
  mutating func replace(_ range: Range<Int>, with new: [Part]) {
    let tail = slice(range.upperBound..<count)
    parts = slice(0..<range.lowerBound) + new + tail
  }

  /// The parts that a run of bytes consists of.
  func slice(_ range: Range<Int>) -> [Part] {
    var found: [Part] = []
    var start = 0
    for part in parts {
      let end = start + part.count
      let cut =
        max(range.lowerBound, start)..<max(min(range.upperBound, end), max(range.lowerBound, start))
      if !cut.isEmpty { found.append(part.sliced(cut.lowerBound - start..<cut.upperBound - start)) }
      start = end
    }
    return found
  }

  /// The bytes, of sources that are given.
  func bytes(_ sources: [SourceFile]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for part in parts {
      switch part {
      case .original(let source, let range): bytes += sources[source].bytes[range]
      case .other(let other): bytes += other
      }
    }
    return bytes
  }

  /// A run of a source that is here in one piece.
  struct IntactRun {
    /// Where it is in the source.
    var bytes: Range<Int>
    /// Where it is here.
    var offset: Int

    /// Where a run of the source's bytes is here; `nil` if it isn't all in this run.
    func offset(of other: Range<Int>) -> Int? {
      guard bytes.lowerBound <= other.lowerBound, other.upperBound <= bytes.upperBound else {
        return nil
      }
      return offset + other.lowerBound - bytes.lowerBound
    }
  }

  /// The runs of a source that are here in one piece.
  func intactRuns(of source: Int) -> [IntactRun] {
    var runs: [IntactRun] = []
    var offset = 0
    var isOpen = false
    for part in parts where part.count > 0 {
      defer { offset += part.count }
      guard case .original(source, let range) = part else {
        isOpen = false
        continue
      }
      if isOpen, let last = runs.last, last.bytes.upperBound == range.lowerBound {
        runs[runs.count - 1].bytes = last.bytes.lowerBound..<range.upperBound
      } else {
        runs.append(IntactRun(bytes: range, offset: offset))
      }
      isOpen = true
    }
    return runs
  }
}
