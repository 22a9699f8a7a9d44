import Glibc
import ReadingsFormat

/// The vital signs of this process: memory from /proc/self/statm (proc(5)), the rest from
/// getrusage(2).
///
/// Reading takes two system calls and allocates nothing; any thread may read.
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

  private let statm: StatmFile

  init() { statm = StatmFile() }

  /// Writes one value a column.
  func read(into row: UnsafeMutablePointer<UInt64>) {
    let usage = SystemCall.resourceUsage()
    let memory = statm.read()
    row[0] = memory.virtual
    row[1] = memory.resident
    // The kernel counts the peak in KiB, and brings it up to date later than the resident size.
    row[2] = max(UInt64(bitPattern: Int64(usage.ru_maxrss)) &* 1024, memory.resident)
    row[3] = Self.microseconds(usage.ru_utime)
    row[4] = Self.microseconds(usage.ru_stime)
    row[5] = UInt64(bitPattern: Int64(usage.ru_minflt))
    row[6] = UInt64(bitPattern: Int64(usage.ru_majflt))
    row[7] = UInt64(bitPattern: Int64(usage.ru_nvcsw))
    row[8] = UInt64(bitPattern: Int64(usage.ru_nivcsw))
    row[9] = UInt64(bitPattern: Int64(usage.ru_inblock))
    row[10] = UInt64(bitPattern: Int64(usage.ru_oublock))
  }

  /// Replaces the vitals of an earlier row by those that another thread read.
  ///
  /// That thread may have read them before the earlier row was recorded. Totals and peaks keep the
  /// larger value then, so that they never shrink in a file.
  static func merge(
    _ vitals: UnsafePointer<UInt64>, into row: UnsafeMutablePointer<UInt64>
  ) {
    row[0] = vitals[0]
    row[1] = vitals[1]
    for index in 2..<count { row[index] = max(row[index], vitals[index]) }
  }

  @inline(__always) private static func microseconds(_ time: timeval) -> UInt64 {
    UInt64(bitPattern: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_usec))
  }
}
