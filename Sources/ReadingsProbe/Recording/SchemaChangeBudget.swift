/// How often the columns may change: each change writes them all into the file once more.
///
/// A program that registers thousands of metrics one by one would fill the disk with their names. Changes
/// that take more than some bytes a second together wait for those that come after them.
struct SchemaChangeBudget {
  /// What a column takes in the file, more or less.
  private static let columnSize: Int64 = 32
  /// The bytes of changes that may come at once, and those that a second adds.
  private static let burst: Int64 = 256 << 10

  private var rest = burst
  private var last = Int64.min

  /// Takes a change of a file with so many columns, at a time in nanoseconds; false if it has to wait.
  mutating func allowsChange(ofColumns count: Int, at now: Int64) -> Bool {
    let elapsed = last == .min ? 0 : min(max(now - last, 0), 1_000_000_000)
    rest = min(rest + elapsed * Self.burst / 1_000_000_000, Self.burst)
    last = now
    let cost = Int64(count) * Self.columnSize
    guard rest >= min(cost, Self.burst) else { return false }
    rest -= cost
    return true
  }
}
