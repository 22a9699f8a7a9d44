/// Who recorded, where and when. Spec/format.md, section "Header frame".
///
/// Command line and environment are not part of it: they carry secrets.
public struct LogHeader: Sendable, Equatable {
  /// The format and its version, such as "rdg 1.0", or what else the file is.
  public var format: String
  /// The recorded process.
  public var processID: UInt32?
  /// The name of the process's executable, without its folder.
  public var processName: String?
  /// The host's name.
  public var hostName: String?
  /// The kernel's random identifier of this boot, as /proc/sys/kernel/random/boot_id has it.
  public var bootID: String?
  /// The cores that the process may run on.
  public var coreCount: UInt32?
  /// The size of a memory page in bytes.
  public var pageSize: UInt32?
  /// The heartbeat that was asked for, in nanoseconds.
  public var heartbeatNanoseconds: UInt64?
  /// The wall clock at the origin of time, in nanoseconds since 1970-01-01 UTC.
  public var wallClockNanoseconds: Int64?
  /// CLOCK_MONOTONIC at the origin of time, in nanoseconds.
  public var monotonicNanoseconds: UInt64?

  /// What stands in all frames of the recording; a writer draws one if there is none.
  public var tag: RecordingTag?
  /// Tells the recording from all others; the files of one recording share it.
  public var recordingID: RecordingID?
  /// The file's number, from 1: larger than those of the recording's files before it.
  public var fileNumber: UInt32?
  /// The number of the file's first row, when it is not the recording's first: up to 2⁶³ − 1.
  public var firstRow: UInt64?

  /// Makes a header of which only the format is known.
  public init(format: String) { self.format = format }

  /// The sentence that says which rule of the format the header breaks, or `nil`.
  var flaw: String? {
    guard let firstRow, firstRow > Limits.number else { return nil }
    return "the first row's number is larger than the format allows"
  }
}
