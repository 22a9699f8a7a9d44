/// A run of blocks in which each goes on where the one before it ends: one recording wrote it.
struct BlockPiece {
  /// The run in the list of blocks that the piece was cut from.
  var blocks: Range<Int>
  var rows: Range<UInt64>
  var times: (first: Int64, last: Int64)
  /// The unit of the times.
  var scale: Scale
  var standing: FoundBlock.Standing
  /// Whether it begins with the recording's first row, and is the first that does.
  var isAnchored: Bool

  /// Whether this piece and one with a higher first row can't be of one recording.
  func excludes(_ later: BlockPiece) -> Bool {
    if rows.overlaps(later.rows) { return true }
    // Times that run backwards do not count against an index.
    if standing == .listed && later.standing == .listed { return false }
    return scale == later.scale && times.last > later.times.first
  }

  /// Whether this is the piece to keep of two that exclude each other.
  func outweighs(_ other: BlockPiece) -> Bool {
    isAnchored != other.isAnchored ? isAnchored : rows.count > other.rows.count
  }
}
