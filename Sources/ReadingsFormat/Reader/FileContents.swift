/// What a scan has found, told apart by recording and in the order of rows.
struct FileContents {
  /// One recording's.
  struct Part {
    /// The position of the header among the scan's; `nil` if it is lost.
    var header: Int?
    /// The blocks by their positions in the scan, in the order of rows.
    var blocks: [UInt32] = []
    /// Copies of blocks, which are left out.
    var copies: [UInt32] = []
    /// The index, if it is this recording's.
    var index: FoundIndex?
    /// Indexes that are not.
    var foreignIndexes: [FoundIndex] = []
    /// Whether blocks do not stand in the order of their rows.
    var isMoved = false
    /// Whether all there is are blocks that could not be of the recordings before.
    var isLeftOver = false
  }

  private(set) var parts: [Part] = []
  let summaries = EncodedSummaries()
  private var provenance: Provenance

  /// Tells everything apart that a scan has found.
  ///
  /// - Parameter open: The rows of the open frames.
  init(_ scan: inout FrameScan, _ open: [OpenFrameReader]) throws(ReadingsError) {
    let sealed = scan.blocks.count
    for (number, reader) in open.enumerated() where reader.block.rowCount > 0 {
      scan.blocks.append(FoundBlock(reader, open: number))
    }
    provenance = Provenance(&scan, sealed: sealed)
    scan.recordingCount = provenance.headers.count
    try scan.settleBlocks(into: summaries)
    parts = provenance.headers.map { Part(header: $0) }
    distribute(scan, sealed: sealed)
    try placeIndexes(&scan)
    var number = 0
    while number < parts.count {
      order(number, &scan)
      number += 1
    }
  }

  /// The recording that an offset is in.
  func recording(at offset: UInt64) -> Int { provenance.recording(at: offset) }

  /// Gives each recording its blocks and open rows, in the file's order.
  private mutating func distribute(_ scan: borrowing FrameScan, sealed: Int) {
    var open = sealed
    func add(_ position: Int) {
      let block = scan.blocks[position]
      if block.isReadable { parts[Int(block.recording)].blocks.append(UInt32(position)) }
    }
    for position in 0..<sealed {
      while open < scan.blocks.count,
        scan.blocks[open].byteOffset < scan.blocks[position].byteOffset
      {
        add(open)
        open += 1
      }
      add(position)
    }
    for position in open..<scan.blocks.count { add(position) }
  }

  /// Gives each recording the first index where it stands, if that lists its blocks.
  private mutating func placeIndexes(_ scan: inout FrameScan) throws(ReadingsError) {
    for index in scan.indexes {
      let number = provenance.recording(at: index.byteOffset)
      if let first = parts[number].index {
        // A copy of the file has a copy of the index.
        if !first.isEqual(index) { parts[number].foreignIndexes.append(index) }
      } else if try scan.judge(parts[number].blocks, by: index) {
        parts[number].index = index
      } else {
        parts[number].foreignIndexes.append(index)
      }
    }
  }

  /// Puts a recording's blocks in order; those that can't be of it become another recording.
  private mutating func order(_ number: Int, _ scan: inout FrameScan) {
    let header = parts[number].header.map { scan.headers[$0].header }
    let order = BlockOrder(
      parts[number].blocks, firstRow: header.map { $0.firstRow ?? 0 }, scan, summaries)
    parts[number].blocks = order.accepted
    parts[number].copies = order.copies
    parts[number].isMoved = order.isMoved
    guard let first = order.foreign.first else { return }
    guard let added = provenance.addRecording() else {
      for position in order.foreign {
        let block = scan.blocks[Int(position)]
        scan.damage.append(
          Damage(
            "a block fits into none of the recordings here", byteOffset: block.byteOffset,
            byteCount: block.byteCount))
      }
      return
    }
    var part = Part(header: nil)
    part.blocks = order.foreign
    part.isLeftOver = true
    if parts[number].index != nil, scan.blocks[Int(first)].standing == .listed {
      part.index = parts[number].index.take()
    }
    for position in order.foreign {
      scan.blocks[Int(position)].recording = UInt8(added)
      if part.index == nil { scan.blocks[Int(position)].standing = .unknown }
    }
    scan.followOpens(to: order.foreign)
    parts.append(part)
  }
}
