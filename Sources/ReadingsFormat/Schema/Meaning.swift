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
}
