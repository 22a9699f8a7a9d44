import ReadingsFormat

/// The vital signs of this process: what getrusage(2) tells, and the sizes of its memory.
///
/// Reading takes two system calls and allocates nothing; any thread may read. How the values are
/// read is in the folder of each platform.
struct ProcessVitals: Sendable {
  /// The columns, in the order in which `read` writes them.
  static let columns = [
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

  /// How many values `read` writes.
  static let count = 11

  let memory = ProcessMemory()

  /// Replaces the vitals of an earlier row by those that another thread read.
  ///
  /// That thread may have read them before the earlier row was recorded. Totals and peaks keep the
  /// larger value then, so that they never shrink in a file. Sizes that it could not read are 0, which no
  /// process has; the earlier ones stay.
  static func merge(
    _ vitals: UnsafePointer<UInt64>, into row: UnsafeMutablePointer<UInt64>
  ) {
    if vitals[0] > 0 {
      row[0] = vitals[0]
      row[1] = vitals[1]
    }
    for index in 2..<count { row[index] = max(row[index], vitals[index]) }
  }
}
