import ReadingsFormat

/// All collectors of a recording apart from the process group, with their minimum intervals.
///
/// Lives on the heartbeat thread. It keeps the last values itself and sees to it that counters
/// never shrink, whatever the system tells: a control group that the process has moved to counts
/// from zero.
struct VitalsCollectors: ~Copyable {
  private struct Source {
    let kind: VitalsGroup.Kind?
    let collector: any VitalsCollector
    let range: Range<Int>
    var turn: VitalsTurn
  }

  /// The columns, in the order of the groups.
  let columns: [Column]
  /// How many values `collect` writes.
  let count: Int
  /// What was asked for and is not there, by its name: groups that the system does not offer, and columns
  /// that it does not tell. Of the allocator `EventVitals` knows.
  let missing: [String]
  private var sources: [Source]
  private let isCounter: [Bool]
  private let values: OwnedBytes
  private let fresh: OwnedBytes

  /// Collects these groups, in this order. If a group is there twice, the last one counts. Groups
  /// that the system doesn't offer have no columns.
  ///
  /// - Parameter allocator: The source of the group `allocator`, if there is a counting allocator.
  init(groups: [VitalsGroup], allocator: AllocatorVitals? = nil) {
    var sources: [(VitalsGroup.Kind?, any VitalsCollector, Duration)] = []
    var missing: [String] = []
    // Where no descriptor is free, nothing says what could be read with one.
    let canRead = SystemCall.hasFreeDescriptor
    for (index, group) in groups.enumerated()
    where !groups[(index + 1)...].contains(where: { $0.kind == group.kind }) {
      if group.kind == .allocator, let allocator {
        sources.append((group.kind, allocator, group.minimumInterval))
      }
      let collectors = PlatformVitals.collectors(for: group.kind)
      for collector in collectors {
        let told = canRead ? ToldVitals(collector) : nil
        missing += told?.missing.map(\.name) ?? []
        sources.append((group.kind, told ?? collector, group.minimumInterval))
      }
      if collectors.isEmpty, group.kind != .process, group.kind != .allocator {
        missing.append(group.name)
      }
    }
    self.init(sources, missing: missing)
  }

  /// Collects from these collectors.
  init(_ collectors: [(any VitalsCollector, every: Duration)]) {
    self.init(collectors.map { (nil, $0, $1) }, missing: [])
  }

  private init(
    _ parts: [(VitalsGroup.Kind?, any VitalsCollector, Duration)], missing: [String]
  ) {
    self.missing = missing
    var columns: [Column] = []
    var sources: [Source] = []
    for (kind, collector, interval) in parts {
      let start = columns.count
      columns += collector.columns
      sources.append(
        Source(
          kind: kind, collector: collector, range: start..<columns.count,
          turn: VitalsTurn(every: interval)))
    }
    self.columns = columns
    self.sources = sources
    count = columns.count
    isCounter = columns.map { $0.kind == .counter }
    values = OwnedBytes(count: 8 * columns.count)
    fresh = OwnedBytes(count: 8 * columns.count)
  }

  /// Where a group's values are in the row; empty for a group without columns.
  func range(of group: VitalsGroup) -> Range<Int> {
    let ranges = sources.filter { $0.kind == group.kind }.map(\.range)
    guard let first = ranges.first, let last = ranges.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  /// Collects what is due at `now`, in nanoseconds of CLOCK_MONOTONIC, and writes all values; those
  /// that are not due are the last ones. Allocates nothing.
  mutating func collect(into row: UnsafeMutablePointer<UInt64>, at now: Int64) {
    if count == 0 { return }
    for index in sources.indices where sources[index].turn.take(at: now) {
      let range = sources[index].range
      let fresh = fresh.words() + range.lowerBound
      fresh.update(from: values.words() + range.lowerBound, count: range.count)
      sources[index].collector.collect(into: fresh)
      adopt(fresh, in: range)
    }
    writeLast(into: row)
  }

  /// Takes over values of a group that another thread has read, perhaps a while ago.
  mutating func adopt(_ fresh: UnsafePointer<UInt64>, in range: Range<Int>) {
    let values = values.words()
    for index in range {
      let value = fresh[index - range.lowerBound]
      values[index] = isCounter[index] ? max(values[index], value) : value
    }
  }

  /// Writes the last values without collecting.
  func writeLast(into row: UnsafeMutablePointer<UInt64>) {
    row.update(from: values.words(), count: count)
  }
}
