import Glibc
import ReadingsFormat
import Synchronization

/// What the threads of a probe share: the host's threads on one side, the heartbeat on the other.
///
/// It outlives the `Probe` for as long as the heartbeat runs.
final class ProbeCore: Sendable {
  let path: String
  /// Time zero of the recording, in nanoseconds of CLOCK_MONOTONIC.
  let originNanoseconds: Int64
  /// The wall clock at time zero, in nanoseconds since 1970.
  private let wallClockNanoseconds: Int64
  let vitals = ProcessVitals()
  let metrics = MetricRegistry()
  let events: EventRing
  let wake = WakeSignal()
  let mustStop = Atomic<Bool>(false)
  /// Counts the forks that lie between the process that made the probe and this one.
  private let forks = ForkCount.now

  init(path: String) throws(ReadingsError) {
    self.path = path
    originNanoseconds = SystemCall.monotonicNanoseconds
    wallClockNanoseconds = SystemCall.nanoseconds(of: CLOCK_REALTIME)
    do throws(Errno) {
      events = try EventRing()
    } catch {
      throw ReadingsError(.cannotStart, "no memory for the ring of events", errno: error)
    }
  }

  /// Whether this is the process that made the probe. A child of fork(2) records nothing into its
  /// parent's file.
  var isOwner: Bool { ForkCount.now == forks }

  /// Publishes an event with the vitals of this moment and wakes the heartbeat.
  func event(_ label: UnsafeRawBufferPointer) {
    guard isOwner, !mustStop.load(ordering: .relaxed) else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ProcessVitals.count) { row in
      guard let values = row.baseAddress else { return }
      vitals.read(into: values)
      let time = SystemCall.monotonicNanoseconds
      if events.publish(time: time, vitals: values, label: label) { wake.raise() }
    }
  }

  /// Publishes an event with a label of text.
  func event(_ label: String) {
    let isPublished: Void? = label.utf8.withContiguousStorageIfAvailable {
      event(UnsafeRawBufferPointer($0))
    }
    if isPublished == nil {
      var copy = label
      copy.withUTF8 { event(UnsafeRawBufferPointer($0)) }
    }
  }

  /// What the file's header says.
  func header(heartbeatNanoseconds: UInt64) -> LogHeader {
    var header = LogHeader(format: "rdg 1.0-draft")
    header.processID = UInt32(SystemCall.processID)
    header.processName = ProcessIdentity.name
    header.hostName = SystemCall.hostName
    header.bootID = ProcessIdentity.bootID
    header.coreCount = UInt32(SystemCall.coreCount)
    header.pageSize = UInt32(SystemCall.pageSize)
    header.heartbeatNanoseconds = heartbeatNanoseconds
    header.wallClockNanoseconds = wallClockNanoseconds
    header.monotonicNanoseconds = UInt64(originNanoseconds)
    return header
  }
}
