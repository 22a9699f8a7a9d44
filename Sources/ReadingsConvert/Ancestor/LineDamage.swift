import ReadingsFormat

/// The lines of a text that can't be read, neighbours with the same fault as one entry.
///
/// So a large file with a line missing in its header takes one entry and not one a row.
struct LineDamage {
  /// The entries that are kept: a line of two bytes could cost a hundred. The last stands for all
  /// that follow.
  static let mostEntries = 10_000

  /// The entries so far.
  private(set) var entries: [Damage] = []
  private var lastLines: ClosedRange<UInt64> = 0...0
  private var lastFault = ""
  /// The first of the entries behind which no intact row has come yet.
  private var firstOpen = 0

  /// Adds a line that holds the row of the given number, or none.
  ///
  /// - Parameter nanoseconds: The time of the intact row before it.
  mutating func add(
    _ fault: String, line: UInt64, byteOffset: UInt64, byteCount: UInt64, row: UInt64?,
    after nanoseconds: Int64 = 0
  ) {
    if let last = entries.indices.last, fault == lastFault, line == lastLines.upperBound + 1,
      (row == nil) == (entries[last].rows == nil)
    {
      lastLines = lastLines.lowerBound...line
      entries[last].reason =
        "lines \(lastLines.lowerBound) to \(line): \(fault)"
      entries[last].byteCount += byteCount
      if let row, let rows = entries[last].rows {
        entries[last].rows = rows.lowerBound..<row + 1
      }
      return
    }
    if entries.count == Self.mostEntries {
      return addToLast(byteOffset: byteOffset, byteCount: byteCount)
    }
    lastFault = fault
    lastLines = line...line
    entries.append(
      Damage(
        "line \(line): \(fault)", byteOffset: byteOffset, byteCount: byteCount,
        rows: row.map { $0..<$0 + 1 },
        seconds: row.map { _ in Self.seconds(nanoseconds)...Self.seconds(nanoseconds) }))
  }

  /// Widens the last entry. Which of the rows in it are lost is no longer known.
  private mutating func addToLast(byteOffset: UInt64, byteCount: UInt64) {
    let last = entries.count - 1
    let start = min(entries[last].byteOffset, byteOffset)
    let end = max(
      entries[last].byteOffset + entries[last].byteCount, byteOffset + byteCount)
    entries[last] = Damage(
      "line \(lastLines.lowerBound) and many others cannot be read", byteOffset: start,
      byteCount: end - start)
    lastFault = ""
  }

  /// Says that the rows lost since the last call were before the given time.
  mutating func bound(before nanoseconds: Int64) {
    let end = Self.seconds(nanoseconds)
    for index in firstOpen..<entries.count {
      guard let start = entries[index].seconds?.lowerBound else { continue }
      entries[index].seconds = min(start, end)...max(start, end)
    }
    firstOpen = entries.count
  }

  private static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
