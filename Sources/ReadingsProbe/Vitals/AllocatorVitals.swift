import ReadingsFormat

/// What a counting allocator counts. Any thread may read.
final class AllocatorVitals: VitalsCollector, Sendable {
  /// Writes the bytes allocated, the bytes freed, the allocations and the frees so far; false, and
  /// zeros, if there is no telling. Any thread may call it.
  typealias Read = @convention(c) (UnsafeMutablePointer<UInt64>?) -> Bool

  /// The columns, in the order in which `collect` writes them.
  static let columns = [
    Column("allocated", unit: .bytes, kind: .counter, meaning: .allocatedBytes),
    Column("freed", unit: .bytes, kind: .counter, meaning: .freedBytes),
    Column("allocations", kind: .counter, meaning: .allocations),
    Column("frees", kind: .counter, meaning: .frees),
  ]

  /// How many values `collect` writes.
  static let count = 4

  var columns: [Column] { Self.columns }
  private let read: Read

  init(read: Read) { self.read = read }

  func collect(into row: UnsafeMutablePointer<UInt64>) { _ = read(row) }
}
