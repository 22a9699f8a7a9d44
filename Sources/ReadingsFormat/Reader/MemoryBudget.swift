/// How much memory a reader may keep for what it finds in a file: a multiple of the file's size.
///
/// No sound file needs as much. One that is made of the smallest frames there can be does, and is
/// read as far as the budget goes.
struct MemoryBudget {
  private var rest: UInt64

  init(fileSize: UInt64) { rest = 2 * fileSize + (8 << 20) }

  /// Takes `count` bytes off; false when there are fewer left.
  mutating func take(_ count: Int) -> Bool {
    guard rest >= UInt64(count) else { return false }
    rest -= UInt64(count)
    return true
  }

  /// Takes off what blocks need whose summaries are left in the file.
  mutating func takeBlocks(_ count: Int) -> Bool {
    take(count * (MemoryLayout<BlockSummary>.stride + MemoryLayout<IndexFrame.Entry>.stride))
  }

  /// Takes off what a block needs whose summary has so many bytes.
  mutating func takeBlock(_ summary: Int) -> Bool {
    // A list of them grows by copying, and has both copies for a moment.
    take(summary + 2 * MemoryLayout<BlockSummary>.stride)
  }

  /// Takes off what open rows need, which are kept decoded.
  mutating func takeOpenRows(_ rows: Int, columns: Int, labels: Int) -> Bool {
    // Beside the values there are an extent a column, the events, whose list grows by copying, and some
    // hundred bytes for the block, its lists, and its place among the parts of blocks.
    takeBlock(
      512 + columns * (8 * rows + MemoryLayout<ColumnExtent>.stride)
        + 2 * labels * MemoryLayout<Event>.stride)
  }

  /// Takes off what a schema needs: its columns, and the names that don't fit into a `String`.
  mutating func take(_ schema: Schema) -> Bool {
    take(
      schema.columns.reduce(Self.schemaSize) { total, column in
        total + MemoryLayout<Column>.stride + Self.heap(column.name) + Self.heap(column.unit.name)
      })
  }

  /// What a schema needs beside its columns: a place in lists by id, by position and in the file, all of
  /// which grow by copying.
  private static let schemaSize = 320

  private static func heap(_ text: String) -> Int {
    let count = text.utf8.count
    return count > 15 ? 48 + count : 0
  }
}
