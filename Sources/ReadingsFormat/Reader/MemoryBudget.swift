/// How much memory a reader may keep for what it finds in a file: a multiple of the file's size.
///
/// No recording needs as much. A file that is made of the smallest frames there can be does: it is
/// scanned, and read as far as the budget goes.
struct MemoryBudget {
  private var rest: UInt64

  init(fileSize: UInt64) { rest = 2 * fileSize + (8 << 20) }

  /// Takes `count` bytes off; false when there are fewer left.
  mutating func take(_ count: Int) -> Bool {
    guard rest >= UInt64(count) else { return false }
    rest -= UInt64(count)
    return true
  }
}

/// What the things that a reader keeps take.
extension MemoryBudget {
  /// What blocks take whose summaries are left in the file.
  static func blocks(_ count: Int) -> Int {
    count * (MemoryLayout<BlockSummary>.stride + MemoryLayout<IndexFrame.Entry>.stride)
  }

  /// What a block takes whose summary has so many bytes.
  static func block(summary: Int) -> Int {
    // A list of them grows by copying, and has both copies for a moment.
    summary + 2 * MemoryLayout<BlockSummary>.stride
  }

  /// What open rows take, which are kept decoded.
  static func openRows(_ rows: Int, columns: Int, labels: Int) -> Int {
    // Beside the values there are an extent a column, the events, whose list grows by copying, and some
    // hundred bytes for the block, its lists, and its place among the parts of blocks.
    block(
      summary: 512 + columns * (8 * rows + MemoryLayout<ColumnExtent>.stride)
        + 2 * labels * MemoryLayout<Event>.stride)
  }

  /// What a schema takes: its columns, and the names that don't fit into a `String`.
  static func schema(_ schema: Schema) -> Int {
    schema.columns.reduce(schemaSize) { total, column in
      total + MemoryLayout<Column>.stride + heap(column.name) + heap(column.unit.name)
    }
  }

  /// What a range of bytes takes in a list that grows by copying.
  static let range = 2 * MemoryLayout<Range<UInt64>>.stride

  /// What a schema needs beside its columns: a place in lists by id, by position and in the file, all of
  /// which grow by copying.
  private static let schemaSize = 320

  private static func heap(_ text: String) -> Int {
    let count = text.utf8.count
    return count > 15 ? 48 + count : 0
  }
}
