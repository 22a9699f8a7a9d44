/// Tells the recordings in a file apart: two files may have been put together, or a piece of one
/// written into another.
///
/// A header other than the one before it begins a recording, and so does a schema whose number has
/// another schema already. What follows is of that recording, up to a block that goes on exactly
/// where another one had ended. Spec/format.md, section "Several recordings".
struct Provenance {
  /// The position in the scan's headers of each recording's; `nil` where it is lost.
  private(set) var headers: [Int?] = []
  /// From which offset on what follows is of which recording.
  private(set) var segments: [(byteOffset: UInt64, recording: Int)] = []

  /// Says of each schema, block, lost block and open frame of which recording it is.
  ///
  /// - Parameter sealed: How many of the scan's blocks are blocks; those behind them are open rows.
  init(_ scan: inout FrameScan, sealed: Int) {
    beginRecordings(&scan, sealed: sealed)
    guard headers.count > 1 else { return }
    follow(&scan, sealed: sealed)
  }

  /// Adds a recording without a header; `nil` if there are too many.
  mutating func addRecording() -> Int? {
    guard headers.count < FrameScan.maximumRecordings else { return nil }
    headers.append(nil)
    return headers.count - 1
  }

  /// The recording that an offset is in.
  func recording(at offset: UInt64) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].byteOffset <= offset { low = middle + 1 } else { high = middle }
    }
    return segments[max(low - 1, 0)].recording
  }

  // MARK: Where recordings begin

  /// Goes through headers and schemas in the file's order.
  private mutating func beginRecordings(_ scan: inout FrameScan, sealed: Int) {
    var recordings: [Int: Int] = [:]
    var current: Int?
    var schema = 0
    func isBefore(_ offset: UInt64) -> Bool {
      schema < scan.schemas.count && scan.schemas[schema].byteOffset < offset
    }
    func begin(_ recording: Int, at offset: UInt64) {
      if current != recording { segments.append((offset, recording)) }
      current = recording
    }
    func takeSchema() {
      let owner = home(of: scan.schemas[schema], current: current, scan)
      let offset = segments.isEmpty ? 0 : scan.schemas[schema].byteOffset
      begin(owner ?? addRecording() ?? current ?? 0, at: offset)
      scan.assign(schema: schema, to: current ?? 0)
      schema += 1
    }
    // What comes before the first header is of it, unless there are blocks.
    let firstHeader = scan.headerMarks.first?.byteOffset ?? 0
    let firstBlock = sealed > 0 ? scan.blocks[0].byteOffset : .max
    if firstBlock < firstHeader, let recording = addRecording() { begin(recording, at: 0) }
    for mark in scan.headerMarks {
      while current != nil, isBefore(mark.byteOffset) { takeSchema() }
      var recording = recordings[mark.header]
      if recording == nil, let added = addRecording() {
        headers[added] = mark.header
        recordings[mark.header] = added
        recording = added
      }
      if let recording { begin(recording, at: segments.isEmpty ? 0 : mark.byteOffset) }
    }
    if current == nil, let recording = addRecording() { begin(recording, at: 0) }
    while isBefore(.max) { takeSchema() }
  }

  /// The recording that a schema may be of: the current one if nothing speaks against it, or another
  /// one that has the same.
  private func home(
    of found: FrameScan.FoundSchema, current: Int?, _ scan: borrowing FrameScan
  ) -> Int? {
    guard let current else { return nil }
    func has(_ recording: Int) -> Bool? {
      scan.ownSchema(found.schema.id, of: recording).map { $0 == found.schema }
    }
    switch has(current) {
    case true?, nil: return current
    case false?: return headers.indices.first { has($0) == true }
    }
  }

  // MARK: Where they go on

  /// Goes through blocks, lost blocks and open frames in the file's order, and notes where a
  /// recording goes on behind a piece of another one.
  private mutating func follow(_ scan: inout FrameScan, sealed: Int) {
    var follower = Follower(self, scan)
    var block = 0
    var lost = 0
    var open = 0
    while true {
      let offsets = (
        block < sealed ? scan.blocks[block].byteOffset : .max,
        lost < scan.lostBlocks.count ? scan.lostBlocks[lost].byteOffset : .max,
        open < scan.opens.count ? scan.opens[open].byteOffset : .max
      )
      let next = min(offsets.0, offsets.1, offsets.2)
      if next == .max { break }
      if offsets.0 == next {
        let found = scan.blocks[block]
        let recording = follower.take(
          found.rowNumbers, times: found.hasSummary ? found.times : nil, at: next)
        scan.blocks[block].recording = UInt8(recording)
        block += 1
      } else if offsets.1 == next {
        scan.lostBlocks[lost].recording = follower.take(
          scan.lostBlocks[lost].identity.rows, times: nil, at: next)
        lost += 1
      } else {
        let entry = (sealed..<scan.blocks.count).first { scan.blocks[$0].byteOffset == next }
        let row = scan.opens[open].control.firstRow
        let recording = follower.take(
          row..<row, times: entry.map { scan.blocks[$0].times }, at: next)
        scan.opens[open].recording = recording
        if let entry { scan.blocks[entry].recording = UInt8(recording) }
        open += 1
      }
    }
    segments = follower.finished()
  }
}

/// Follows several recordings through a file.
private struct Follower {
  private let regions: [(byteOffset: UInt64, recording: Int)]
  private(set) var segments: [(byteOffset: UInt64, recording: Int)] = []
  private var region = 0
  private var current = 0
  /// The row that comes next in each recording, and the time of the last one.
  private var ends: [(row: UInt64, time: Int64)]
  private var hasBegun: [Bool]

  init(_ provenance: Provenance, _ scan: borrowing FrameScan) {
    regions = provenance.segments
    hasBegun = provenance.headers.map { _ in false }
    ends = provenance.headers.map { header in
      (header.flatMap { scan.headers[$0].header.firstRow } ?? 0, .min)
    }
  }

  /// Takes in rows at an offset and says of which recording they are.
  mutating func take(
    _ rows: Range<UInt64>, times: (first: Int64, last: Int64)?, at offset: UInt64
  ) -> Int {
    begin(upTo: offset)
    if !continues(current, rows.lowerBound, times),
      let heir = ends.indices.last(where: { continues($0, rows.lowerBound, times) })
    {
      current = heir
      segments.append((offset, heir))
    }
    ends[current].row = rows.upperBound
    if let times { ends[current].time = times.last }
    return current
  }

  /// From which offset on what follows is of which recording.
  mutating func finished() -> [(byteOffset: UInt64, recording: Int)] {
    begin(upTo: .max)
    return segments
  }

  /// Follows the recordings that begin up to an offset.
  private mutating func begin(upTo offset: UInt64) {
    while region < regions.count, regions[region].byteOffset <= offset {
      current = regions[region].recording
      hasBegun[current] = true
      segments.append(regions[region])
      region += 1
    }
  }

  /// Whether a recording had got as far as that.
  private func continues(
    _ recording: Int, _ row: UInt64, _ times: (first: Int64, last: Int64)?
  ) -> Bool {
    hasBegun[recording] && ends[recording].row == row
      && times.map { $0.first >= ends[recording].time } ?? true
  }
}
