/// A well-known quantity, by a number that is never reused. Spec/format.md, table "Meanings".
///
/// Readers find the resident set size by its meaning, whatever the column is called. A number
/// that a reader does not know is shown under the column's name and unit.
public struct Meaning: RawRepresentable, Sendable, Hashable {
  /// The registered number.
  public let rawValue: UInt16

  /// Makes a meaning from its registered number.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A program's own metric.
  public static let application = Meaning(rawValue: 0)
  /// Time since the recording's origin.
  public static let time = Meaning(rawValue: 1)
  /// Virtual memory size.
  public static let virtualMemory = Meaning(rawValue: 2)
  /// Resident set size.
  public static let residentMemory = Meaning(rawValue: 3)
  /// Peak resident set size.
  public static let peakResidentMemory = Meaning(rawValue: 4)
  /// CPU time spent in user mode.
  public static let userCPU = Meaning(rawValue: 5)
  /// CPU time spent in the kernel.
  public static let systemCPU = Meaning(rawValue: 6)
  /// Page faults served without I/O.
  public static let minorFaults = Meaning(rawValue: 7)
  /// Page faults that needed I/O.
  public static let majorFaults = Meaning(rawValue: 8)
  /// Context switches because the process waited.
  public static let voluntarySwitches = Meaning(rawValue: 9)
  /// Context switches because the scheduler took the CPU away.
  public static let involuntarySwitches = Meaning(rawValue: 10)
  /// Data read from block devices.
  public static let blockReads = Meaning(rawValue: 11)
  /// Data written to block devices.
  public static let blockWrites = Meaning(rawValue: 12)
  /// Bytes allocated on the heap so far.
  public static let allocatedBytes = Meaning(rawValue: 13)
  /// Bytes freed on the heap so far.
  public static let freedBytes = Meaning(rawValue: 14)
  /// Cores that the process may run on.
  public static let cores = Meaning(rawValue: 15)
  /// Events that the probe had to drop because too many were waiting to be written.
  public static let droppedEvents = Meaning(rawValue: 16)
  /// Blocks allocated on the heap so far.
  public static let allocations = Meaning(rawValue: 17)
  /// Blocks freed on the heap so far.
  public static let frees = Meaning(rawValue: 18)
  /// Bytes that read(2) and its like delivered, from wherever.
  public static let ioReadChars = Meaning(rawValue: 19)
  /// Bytes that write(2) and its like took, to wherever.
  public static let ioWrittenChars = Meaning(rawValue: 20)
  /// Calls of read(2) and its like.
  public static let ioReadCalls = Meaning(rawValue: 21)
  /// Calls of write(2) and its like.
  public static let ioWriteCalls = Meaning(rawValue: 22)
  /// Bytes that reading fetched from storage.
  public static let ioStorageReads = Meaning(rawValue: 23)
  /// Bytes that writing made due to be sent to storage.
  public static let ioStorageWrites = Meaning(rawValue: 24)
  /// Bytes due to be sent to storage that were discarded before, by truncation.
  public static let ioCancelledWrites = Meaning(rawValue: 25)
  /// Threads of the process.
  public static let threads = Meaning(rawValue: 26)
  /// Open file descriptors of the process.
  public static let descriptors = Meaning(rawValue: 27)
  /// File descriptors that the process may have open; 0 for no limit.
  public static let descriptorLimit = Meaning(rawValue: 28)
  /// Memory charged to the control group, page cache included.
  public static let cgroupMemory = Meaning(rawValue: 29)
  /// Memory that the control group may use; 0 for no limit.
  public static let cgroupMemoryLimit = Meaning(rawValue: 30)
  /// Processes of the control group that were killed for want of memory.
  public static let cgroupOOMKills = Meaning(rawValue: 31)
  /// CPU time of the control group.
  public static let cgroupCPU = Meaning(rawValue: 32)
  /// Time during which the control group was kept from its CPUs by its limit.
  public static let cgroupThrottledTime = Meaning(rawValue: 33)
  /// Periods in which the control group used up its CPU limit.
  public static let cgroupThrottledPeriods = Meaning(rawValue: 34)
  /// CPU time that the control group may use in a second, in cores; 0 for no limit.
  public static let cgroupCPULimit = Meaning(rawValue: 35)
  /// Time during which some task of the machine waited for a CPU.
  public static let pressureCPUSome = Meaning(rawValue: 36)
  /// Time during which some task of the machine waited for memory.
  public static let pressureMemorySome = Meaning(rawValue: 37)
  /// Time during which all tasks of the machine waited for memory.
  public static let pressureMemoryFull = Meaning(rawValue: 38)
  /// Time during which some task of the machine waited for I/O.
  public static let pressureIOSome = Meaning(rawValue: 39)
  /// Time during which all tasks of the machine waited for I/O.
  public static let pressureIOFull = Meaning(rawValue: 40)
  /// Time during which threads of the process could have run and waited for a CPU.
  public static let schedulerDelay = Meaning(rawValue: 41)
  /// Resident memory, of which shared pages count in parts: proportional set size.
  public static let proportionalMemory = Meaning(rawValue: 42)
  /// Resident memory that no other process shares: unique set size.
  public static let uniqueMemory = Meaning(rawValue: 43)
  /// Memory that is in swap.
  public static let swappedMemory = Meaning(rawValue: 44)
  /// Anonymous memory in huge pages.
  public static let hugePageMemory = Meaning(rawValue: 45)
}
