/// What is intact of an `.rdg` file and what is not.
///
/// Each file is looked at alone, also one of several of a recording. Spec/format.md, section
/// "The scan".
public struct FileCheck {
  /// How closely a file is looked at.
  public enum Depth: String, Sendable {
    /// Its frames, the checksums of all but the values, the summaries, and the index; every byte, if
    /// any of that is damaged.
    case quick
    /// The values as well, and whether they are what the summaries say.
    case full
  }

  /// The file's path, as it was given.
  public let path: String
  /// How closely it was looked at.
  public let depth: Depth
  /// The recordings that the file holds; more than one if files have been put together. The rest of
  /// the check is about one of them, that of which most is intact.
  public let recordings: [RecordingPart]
  /// The one that the check is about; `nil` if nothing is intact.
  public let recording: RecordingTag?
  /// How the recording ended.
  public let ending: RecordingEnding
  /// The file's size in bytes.
  public let byteCount: UInt64
  /// The rows that are intact: as far as their summaries tell, in a quick check.
  public internal(set) var rowCount: UInt64 = 0
  /// The events among them.
  public internal(set) var eventCount = 0
  /// The blocks that are intact, open rows among them.
  public internal(set) var blockCount = 0
  /// The time of the first row and of the last, in seconds; `nil` without rows.
  public internal(set) var seconds: ClosedRange<Double>?
  /// What is damaged.
  public internal(set) var damage: [Damage]

  /// The last time so far, as stored, and its unit.
  private var lastTime: (bits: UInt64, scale: Scale)?

  /// Checks a file.
  ///
  /// Throws what `LogReader` throws; a file whose beginning is lost is checked all the same.
  public init(path: String, depth: Depth = .quick) throws(ReadingsError) {
    try self.init(try FileBytes(path: path), depth: depth)
  }

  /// Checks a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What stands for its path in errors.
  ///   - depth: How closely to look.
  /// - Throws: As `init(path:depth:)`.
  public init(bytes: [UInt8], name: String, depth: Depth) throws(ReadingsError) {
    try self.init(FileBytes(bytes: bytes, name: name), depth: depth)
  }

  init(_ file: FileBytes, depth: Depth) throws(ReadingsError) {
    let start = try file.bytes(at: 0, count: HeaderFrame.recognitionSize)
    let isRecognized = LogReader.recognizes(start)
    let reader = try LogReader(file, access: isRecognized ? .complete : .scanned)
    try self.init(reader, depth: depth)
    // What hopping says of a file counts only if all of it can be decoded.
    if depth == .full, !isClean, !reader.isScanned {
      try self.init(LogReader(file, access: .scanned), depth: depth)
    }
  }

  private init(_ reader: LogReader, depth: Depth) throws(ReadingsError) {
    path = reader.file.path
    self.depth = depth
    recordings = reader.recordings
    recording = reader.tag
    ending = reader.ending
    byteCount = reader.byteCount
    damage = []
    let block = ColumnBlock()
    for (index, summary) in reader.blocks.enumerated() {
      if depth == .full {
        guard try reader.decodeIfIntact(index, into: block) else { continue }
        checkValues(block, against: summary)
      }
      count(summary, of: reader)
    }
    try checkIndex(of: reader)
    damage = (reader.damage + damage).sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Whether nothing is damaged.
  public var isClean: Bool { damage.isEmpty }

  /// The rows that are lost, as far as their number is known.
  public var lostRowCount: UInt64 { damage.lostRowCount }

  /// Counts an intact block and sees whether its times go on from those before.
  private mutating func count(_ summary: BlockSummary, of reader: LogReader) {
    blockCount += 1
    rowCount += UInt64(summary.rowCount)
    eventCount += summary.eventCount
    let times = summary.times
    seconds = reader.schemas.seconds(of: summary).hull(with: seconds)
    let scale = reader.schemas[summary.schemaIndex].columns[0].scale
    if let lastTime, lastTime.scale == scale,
      Int64(bitPattern: times.first) < Int64(bitPattern: lastTime.bits)
    {
      noteHarmless("times decrease from block to block", summary)
    }
    lastTime = (times.last, scale)
  }

  /// Notes what is wrong with a block whose rows are intact.
  mutating func noteHarmless(_ reason: String, _ block: BlockSummary) {
    damage.append(
      Damage(harmless: reason, byteOffset: block.byteOffset, byteCount: block.byteCount))
  }
}

extension Sequence<Damage> {
  /// The rows that are lost, as far as their number is known.
  package var lostRowCount: UInt64 {
    reduce(0) { $0 &+ ($1.rows.map { $0.upperBound - $0.lowerBound } ?? 0) }
  }
}
