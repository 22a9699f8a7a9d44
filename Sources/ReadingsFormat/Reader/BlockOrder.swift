/// Puts blocks in the order of their rows, and finds those that can't be of the same recording.
///
/// Blocks that were moved are put back. Where two pieces of a file claim the same rows, the later
/// time comes first, or the index speaks for one and against the other, they are of different
/// recordings. Spec/format.md, section "Several recordings".
struct BlockOrder {
  /// The blocks' positions in the scan, by row.
  private(set) var accepted: [UInt32] = []
  /// Copies of accepted blocks.
  private(set) var copies: [UInt32] = []
  /// Blocks that exclude accepted ones.
  private(set) var foreign: [UInt32] = []
  /// Whether accepted blocks stand in another order in the file.
  private(set) var isMoved = false

  /// Sorts blocks that are given by their positions in the scan, in the file's order.
  ///
  /// - Parameter firstRow: The number of the recording's first row, where it is known.
  init(
    _ positions: [UInt32], firstRow: UInt64?, _ scan: borrowing FrameScan,
    _ summaries: EncodedSummaries
  ) {
    let blocks = scan.blocks
    guard !Self.areInOrder(positions, blocks, scan.schemas) else {
      accepted = positions
      return
    }
    let distinct = withoutCopies(positions, blocks, summaries)
    let pieces = Self.pieces(of: distinct, blocks, scan.schemas, firstRow: firstRow)
    let (kept, rejected) = Self.chosen(pieces)
    accepted = kept.flatMap { distinct[$0.blocks] }
    foreign = rejected.flatMap { distinct[$0.blocks] }.sorted()
    isMoved = zip(accepted, accepted.dropFirst()).contains {
      blocks[Int($0)].byteOffset > blocks[Int($1)].byteOffset
    }
  }

  /// Whether nothing has to be done: as in every file that was left alone.
  private static func areInOrder(
    _ positions: [UInt32], _ blocks: ChunkedList<FoundBlock>, _ schemas: [FrameScan.FoundSchema]
  ) -> Bool {
    for (one, other) in zip(positions, positions.dropFirst()) {
      if breaks(blocks[Int(one)], blocks[Int(other)], schemas, contiguous: false) { return false }
    }
    return true
  }

  /// Whether a block can't be what follows another one in a recording.
  private static func breaks(
    _ one: FoundBlock, _ other: FoundBlock, _ schemas: [FrameScan.FoundSchema], contiguous: Bool
  ) -> Bool {
    if contiguous ? other.firstRow != one.endRow : other.firstRow < one.endRow { return true }
    if (one.standing == .contradicted) != (other.standing == .contradicted) { return true }
    if one.standing == .listed && other.standing == .listed { return false }
    return one.times.last > other.times.first && scale(one, schemas) == scale(other, schemas)
  }

  private static func scale(_ block: FoundBlock, _ schemas: [FrameScan.FoundSchema]) -> Scale {
    schemas[Int(block.schemaPosition)].schema.columns[0].scale
  }

  /// Sets the later ones of equal blocks aside.
  private mutating func withoutCopies(
    _ positions: [UInt32], _ blocks: ChunkedList<FoundBlock>, _ summaries: EncodedSummaries
  ) -> [UInt32] {
    let sorted = positions.sorted {
      let (one, other) = (blocks[Int($0)], blocks[Int($1)])
      return (one.firstRow, one.rank, $0) < (other.firstRow, other.rank, $1)
    }
    var original: UInt32?
    for position in sorted {
      if let first = original, Self.areEqual(blocks[Int(first)], blocks[Int(position)], summaries) {
        copies.append(position)
      } else {
        original = position
      }
    }
    guard !copies.isEmpty else { return positions }
    let left = Set(copies)
    return positions.filter { !left.contains($0) }
  }

  private static func areEqual(
    _ one: FoundBlock, _ other: FoundBlock, _ summaries: EncodedSummaries
  ) -> Bool {
    guard one.firstRow == other.firstRow, one.schemaPosition == other.schemaPosition else {
      return false
    }
    if other.open != nil {
      // The frame that a block had been, maybe with fewer rows.
      return one.times.first == other.times.first && one.rowCount >= other.rowCount
    }
    return one.rowCount == other.rowCount && one.times == other.times
      && one.eventCount == other.eventCount && summaries.areEqual(one.summary, other.summary)
  }

  /// Cuts a list of blocks wherever one does not go on where the one before it ends.
  private static func pieces(
    of positions: [UInt32], _ blocks: ChunkedList<FoundBlock>, _ schemas: [FrameScan.FoundSchema],
    firstRow: UInt64?
  ) -> [BlockPiece] {
    var starts: [UInt32] = []
    for index in positions.indices {
      let isStart =
        index == 0
        || breaks(
          blocks[Int(positions[index - 1])], blocks[Int(positions[index])], schemas,
          contiguous: true)
      if isStart { starts.append(UInt32(index)) }
    }
    var pieces: [BlockPiece] = []
    pieces.reserveCapacity(starts.count)
    var hasAnchor = false
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? Int(starts[number + 1]) : positions.count
      let first = blocks[Int(positions[Int(start)])]
      let last = blocks[Int(positions[end - 1])]
      let isAnchored = !hasAnchor && first.firstRow == firstRow
      hasAnchor = hasAnchor || isAnchored
      pieces.append(
        BlockPiece(
          blocks: Int(start)..<end, rows: first.firstRow..<last.endRow,
          times: (first.times.first, last.times.last), scale: scale(first, schemas),
          standing: first.standing, isAnchored: isAnchored))
    }
    return pieces
  }

  /// The pieces that make up a recording, by row, and those that they exclude.
  private static func chosen(
    _ pieces: [BlockPiece]
  ) -> (kept: [BlockPiece], rejected: [BlockPiece]) {
    var kept: [BlockPiece] = []
    // What the index contradicts and what it lists are of two recordings. The one that begins with
    // the first row is the one that the header tells of.
    let standing = pieces.first { $0.isAnchored }?.standing
    let refused: FoundBlock.Standing? =
      pieces.contains { $0.standing == .listed }
      ? standing == .contradicted ? .listed : .contradicted : nil
    var rejected = pieces.filter { $0.standing == refused }
    let sorted = pieces.filter { $0.standing != refused }.sorted {
      ($0.rows.lowerBound, $0.blocks.lowerBound) < ($1.rows.lowerBound, $1.blocks.lowerBound)
    }
    for piece in sorted {
      var isKept = true
      while let last = kept.last, last.excludes(piece) {
        guard piece.outweighs(last) else {
          isKept = false
          break
        }
        rejected.append(kept.removeLast())
      }
      if isKept { kept.append(piece) } else { rejected.append(piece) }
    }
    return (kept, rejected)
  }
}

extension FoundBlock {
  /// Which of several copies to take: a block, and then the open rows of which most are left.
  fileprivate var rank: Int { open == nil ? .min : -summary }
}
