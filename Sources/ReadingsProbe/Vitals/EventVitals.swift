import CReadingsSystem
import ReadingsFormat

/// The vitals that go with an event, read by the thread that records it: those of the groups
/// `process` and `allocator`. The other groups repeat their last values.
struct EventVitals: Sendable {
  /// The most words that `read` writes.
  static let capacity = ProcessVitals.capacity + AllocatorVitals.count

  /// `nil` if the group is not recorded.
  let process: ProcessVitals?
  /// `nil` if the group is not recorded, or nothing counts allocations.
  let allocator: AllocatorVitals?

  /// What was asked for and is not recorded, in words: columns, and an allocator that cannot count. One
  /// that is not there is nothing that is missed.
  let missing: [String]

  /// Where the allocator's words are, behind the process's.
  let allocatorStart: Int
  /// How many words `read` writes.
  let count: Int

  /// The vitals of these groups.
  init(groups: [VitalsGroup]) {
    process = groups.contains { $0.name == VitalsGroup.process.name } ? ProcessVitals() : nil
    let isWanted = groups.contains { $0.name == VitalsGroup.allocator.name }
    allocator =
      isWanted && creadings_allocator_find()
      ? AllocatorVitals { totals in creadings_allocator_read(totals) } : nil
    missing =
      (process?.missingColumns.map(\.name) ?? [])
      + (isWanted && creadings_allocator_passes_on() ? ["allocator, beside another malloc"] : [])
    allocatorStart = process?.count ?? 0
    count = allocatorStart + (allocator != nil ? AllocatorVitals.count : 0)
  }

  /// Writes the process's vitals, and behind them the allocator's. Any thread may call it; it allocates
  /// nothing.
  func read(into words: UnsafeMutablePointer<UInt64>) {
    if let process {
      words.update(repeating: 0, count: process.usageStart)
      process.read(into: words)
    }
    allocator?.collect(into: words + allocatorStart)
  }
}
