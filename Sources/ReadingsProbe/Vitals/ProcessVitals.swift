import ReadingsFormat

/// The vital signs of this process: what getrusage(2) tells, and the sizes of its memory.
///
/// Reading takes two system calls and allocates nothing; any thread may read. How the values are
/// read is in the folder of each platform.
struct ProcessVitals: Sendable {
  /// Every column there can be: sizes of memory first, which not every system tells.
  private static let allColumns = [
    Column("virtual", unit: .bytes, meaning: .virtualMemory),
    Column("resident", unit: .bytes, meaning: .residentMemory),
    Column("resident_peak", unit: .bytes, meaning: .peakResidentMemory),
    Column("user_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .userCPU),
    Column("system_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .systemCPU),
    Column("minor_faults", kind: .counter, meaning: .minorFaults),
    Column("major_faults", kind: .counter, meaning: .majorFaults),
    Column("voluntary_switches", kind: .counter, meaning: .voluntarySwitches),
    Column("involuntary_switches", kind: .counter, meaning: .involuntarySwitches),
    Column(
      "block_reads", unit: .bytes, kind: .counter, scale: Scale(multiplier: 512),
      meaning: .blockReads),
    Column(
      "block_writes", unit: .bytes, kind: .counter, scale: Scale(multiplier: 512),
      meaning: .blockWrites),
  ]

  /// How many of them are sizes of memory.
  static let sizeCount = 2
  /// The most values that `read` writes.
  static let capacity = 11

  /// `nil` where the sizes of memory can't be read.
  let memory = ProcessMemory()

  /// The columns, in the order in which `read` writes them.
  var columns: [Column] { Array(Self.allColumns[missingColumns.count...]) }

  /// The columns that the system does not tell.
  var missingColumns: ArraySlice<Column> { memory == nil ? Self.allColumns[..<Self.sizeCount] : [] }

  /// How many values `read` writes.
  var count: Int { Self.capacity - missingColumns.count }

  /// Where in the row the values behind the sizes of memory are.
  var usageStart: Int { Self.sizeCount - missingColumns.count }

  /// Replaces the vitals of an earlier row by those that another thread read.
  ///
  /// That thread may have read them before the earlier row was recorded. Totals and peaks keep the
  /// larger value then, so that they never shrink in a file. Sizes that it could not read are 0, which no
  /// process has; the earlier ones stay.
  func merge(_ vitals: UnsafePointer<UInt64>, into row: UnsafeMutablePointer<UInt64>) {
    for size in 0..<usageStart where vitals[size] > 0 { row[size] = vitals[size] }
    for index in usageStart..<count { row[index] = max(row[index], vitals[index]) }
  }
}
