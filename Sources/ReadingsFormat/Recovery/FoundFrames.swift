/// The frames that a scan has proven, in few bytes each: a hostile file consists of nothing else.
struct FoundFrames: ~Copyable {
  /// A column frame.
  struct Columns {
    var byteOffset: UInt64
    var rows: BlockRows
    var tag: RecordingTag
    var byteCount: UInt32
    /// The block frame right before it that says the same of its rows.
    var summary: Summary?
  }

  /// What a block frame says beside its rows.
  struct Summary {
    /// Where the extents are.
    var extents: UInt64
    /// The size of the frame.
    var byteCount: UInt32
    var eventCount: UInt16
  }

  /// An open frame.
  struct Open {
    /// What it covers, as its head has it.
    var bytes: Range<UInt64>
    var control: OpenFrameControl
  }

  /// A schema frame.
  struct SchemaPlace {
    var end: UInt64
    var tag: RecordingTag
    var id: UInt32
  }

  /// What all frames of a recording say together.
  struct Tally {
    /// The recording's first proven frame.
    var byteOffset: UInt64
    var byteCount: UInt64 = 0
    /// The rows that anything tells of, from the first to the last.
    var told: Range<UInt64>?
    var header: LogHeader?
    var index: Range<UInt64>?
    /// What the last open frame covers.
    var lastOpen: Range<UInt64>?
  }

  private(set) var columns = ChunkedList<Columns>()
  private(set) var opens = ChunkedList<Open>()
  private(set) var schemaPlaces = ChunkedList<SchemaPlace>()
  /// The schemas by their ids.
  private(set) var schemas: [UInt32: Schema] = [:]
  private(set) var tallies: [RecordingTag: Tally] = [:]
  /// Where the proven frames are.
  private(set) var proven = ChunkedList<Range<UInt64>>()
  /// What may be slack and undefined frames, outside of those.
  private var slack = ChunkedList<Range<UInt64>>()
  /// The summaries of block frames.
  let store = SummaryStore()
  var budget = ProofBudget()
  var memory: MemoryBudget
  /// Where the scan ended because there was no more memory for what it found.
  private(set) var scanEnd: UInt64?

  init(fileSize: UInt64) { memory = MemoryBudget(fileSize: fileSize) }
}

/// What a scan adds.
extension FoundFrames {
  /// Takes memory; false if there is no more, in which case the scan ends.
  mutating func keep(_ count: Int, at offset: UInt64) -> Bool {
    guard scanEnd == nil, memory.take(count) else {
      scanEnd = scanEnd ?? offset
      return false
    }
    return true
  }

  /// Adds a proven frame behind all others.
  mutating func addProven(_ place: Range<UInt64>) {
    guard keep(MemoryLayout<Range<UInt64>>.stride, at: place.lowerBound) else { return }
    proven.append(place)
  }

  /// Adds what may be a slack or an undefined frame, unless there is no memory for it.
  mutating func addSlack(_ place: Range<UInt64>) {
    guard memory.take(MemoryBudget.range) else { return }
    slack.append(place)
  }

  /// Counts a frame for its recording, the rows that it tells of, and what else it says.
  mutating func tell(
    _ tag: RecordingTag, at place: Range<UInt64>, _ rows: Range<UInt64>? = nil,
    and say: (inout Tally) -> Void = { _ in }
  ) {
    guard tallies[tag] != nil || keep(2 * MemoryLayout<Tally>.stride, at: place.lowerBound) else {
      return
    }
    var tally = tallies[tag] ?? Tally(byteOffset: place.lowerBound)
    tally.byteCount += UInt64(place.count)
    if let rows { tally.told = tally.told?.hull(with: rows) ?? rows }
    say(&tally)
    tallies[tag] = tally
  }

  mutating func add(_ header: LogHeader, at place: Range<UInt64>) {
    guard let tag = header.tag else { return }
    let row = header.firstRow ?? 0
    tell(tag, at: place, row..<row) { $0.header = $0.header ?? header }
  }

  mutating func add(_ schema: Schema, of tag: RecordingTag, at place: Range<UInt64>) {
    tell(tag, at: place)
    add(schema, at: place.lowerBound)
    guard keep(MemoryLayout<SchemaPlace>.stride, at: place.lowerBound) else { return }
    schemaPlaces.append(SchemaPlace(end: place.upperBound, tag: tag, id: schema.id))
  }

  private mutating func add(_ schema: Schema, at offset: UInt64) {
    guard schemas[schema.id] == nil else { return }
    guard keep(MemoryBudget.schema(schema), at: offset) else { return }
    schemas[schema.id] = schema
  }

  mutating func add(_ index: IndexReader, at place: Range<UInt64>) {
    for schema in index.schemas { add(schema, at: place.lowerBound) }
    var rows: Range<UInt64>?
    for entry in IteratorSequence(index) where entry.rowCount > 0 {
      rows = rows?.hull(with: entry.rows) ?? entry.rows
    }
    tell(index.tag, at: place, rows) { $0.index = place }
  }

  mutating func add(_ open: Open) {
    let start = open.bytes.lowerBound
    let first = open.control.firstRow
    guard keep(MemoryLayout<Open>.stride, at: start) else { return }
    opens.append(open)
    tell(
      open.control.tag, at: start..<start + UInt64(OpenFrameControl.end),
      first..<first + UInt64(open.control.count ?? 0)
    ) { $0.lastOpen = open.bytes }
  }

  mutating func add(_ frame: Columns) {
    let end = frame.byteOffset + UInt64(frame.byteCount)
    tell(frame.tag, at: frame.byteOffset..<end, frame.rows.numbers)
    guard keep(MemoryLayout<Columns>.stride, at: frame.byteOffset) else { return }
    columns.append(frame)
  }
}

/// What all frames say together.
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

  /// Where the first proven frame from an offset on begins; `nil` if there is none.
  func nextProven(from offset: UInt64) -> UInt64? {
    let position = proven.countBefore { $0.lowerBound < offset }
    return position < proven.count ? proven[position].lowerBound : nil
  }

  /// The parts of some bytes that are in no proven frame.
  func unproven(in bytes: Range<UInt64>) -> [Range<UInt64>] {
    var parts: [Range<UInt64>] = []
    var start = bytes.lowerBound
    var position = max(proven.countBefore { $0.lowerBound <= start } - 1, 0)
    while position < proven.count, proven[position].lowerBound < bytes.upperBound {
      let frame = proven[position].clamped(to: bytes)
      if start < frame.lowerBound { parts.append(start..<frame.lowerBound) }
      start = max(start, frame.upperBound)
      position += 1
    }
    if start < bytes.upperBound { parts.append(start..<bytes.upperBound) }
    return parts
  }

  /// The slack and undefined frames that lead to a proven frame, to another such frame, or to the zeros
  /// at the end, from `zeros` on.
  func leadingSlack(zeros: UInt64) -> [Range<UInt64>] {
    var leading: [Range<UInt64>] = []
    var starts: Set<UInt64> = []
    for place in slack.reversed() {
      let end = place.upperBound
      if end >= zeros || starts.contains(end) || nextProven(from: end) == end {
        leading.append(place)
        starts.insert(place.lowerBound)
      }
    }
    return leading
  }
}
