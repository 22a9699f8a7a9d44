import ReadingsFormat
import Synchronization

/// What the threads of a probe share: the host's threads on one side, the heartbeat on the other.
///
/// It outlives the `Probe` for as long as the heartbeat runs.
final class ProbeCore: Sendable {
  let path: String
  let options: Probe.Options
  /// Time zero of the recording, in nanoseconds of CLOCK_MONOTONIC.
  let originNanoseconds: Int64
  /// The wall clock at time zero, in nanoseconds since 1970.
  private let wallClockNanoseconds: Int64
  private let recordingID = RecordingID()
  private let tag = RecordingTag()
  let vitals: EventVitals
  let format: RowFormat
  /// What was asked for and can't be recorded.
  let missing: [String]
  /// Whether it never records.
  let isInert: Bool
  /// The other groups, until the recorder takes them.
  private let collectors: Guarded<VitalsCollectors?>
  let metrics: MetricRegistry
  let events: EventRing
  let troubles: RecordingTroubles
  let wake = WakeSignal()
  /// Announces that events were recorded, metrics were adopted, or the heartbeat has ended.
  let progress = ChangeSignal()
  /// Whether events wake the heartbeat, because its next beat may be too far away for them.
  let wakesForEvents = Atomic<Bool>(true)
  let mustStop = Atomic<Bool>(false)
  let hasEnded = Atomic<Bool>(false)
  /// Who reads the metrics; see `isReading`.
  let reader = Atomic<UInt>(0)
  /// Counts the forks that lie between the process that made the probe and this one.
  private let forks = ForkWatch.now

  init(path: String, options: Probe.Options) throws(ReadingsError) {
    // Daemons change their working folder, and files go on to be made, renamed and removed.
    self.path = SystemCall.absolutePath(path)
    troubles = RecordingTroubles(path: self.path)
    isInert = false
    self.options = options
    originNanoseconds = SystemCall.monotonicNanoseconds
    wallClockNanoseconds = SystemCall.wallClockNanoseconds
    vitals = EventVitals(groups: options.vitals)
    let collectors = VitalsCollectors(groups: options.vitals, allocator: vitals.allocator)
    format = RowFormat(process: vitals.process?.columns ?? [], groups: collectors.columns)
    missing = vitals.missing + collectors.missing
    self.collectors = Guarded(collectors)
    metrics = MetricRegistry(reserved: format.columns)
    do throws(Errno) {
      events = try EventRing()
    } catch {
      throw ReadingsError(.cannotStart, "no memory for the ring of events", errno: error)
    }
  }

  /// What a probe has that could not be started: metrics that nobody reads, and no events.
  init(inertFor path: String) {
    self.path = path
    options = Probe.Options()
    originNanoseconds = 0
    wallClockNanoseconds = 0
    vitals = EventVitals(groups: [])
    missing = []
    format = RowFormat(process: [], groups: [])
    collectors = Guarded(nil)
    metrics = MetricRegistry(reserved: format.columns)
    events = EventRing(inert: ())
    troubles = RecordingTroubles(path: path)
    isInert = true
    mustStop.store(true, ordering: .relaxed)
  }

  /// Whether this is the process that made the probe. A child of fork(2) records nothing into its
  /// parent's file.
  var isOwner: Bool { ForkWatch.now == forks }

  /// The collectors, with the columns that `format` has; given away once.
  func takeCollectors() -> VitalsCollectors {
    collectors.withLock { $0.take() } ?? VitalsCollectors([])
  }

  /// What the file's header says.
  func header(heartbeatNanoseconds: UInt64) -> LogHeader {
    var header = LogHeader(format: "rdg 1.0")
    header.processID = UInt32(SystemCall.processID)
    header.processName = ProcessIdentity.name
    header.hostName = SystemCall.hostName
    header.bootID = ProcessIdentity.bootID
    header.coreCount = UInt32(SystemCall.coreCount)
    header.pageSize = UInt32(SystemCall.pageSize)
    header.heartbeatNanoseconds = heartbeatNanoseconds
    header.wallClockNanoseconds = wallClockNanoseconds
    header.monotonicNanoseconds = UInt64(originNanoseconds)
    header.tag = tag
    header.recordingID = recordingID
    return header
  }
}
