import ReadingsFormat
import Synchronization

/// Records the vital signs of this process into an `.rdg` file, once per heartbeat.
///
/// ```swift
/// let probe = try Probe(recordingTo: "run.rdg")
/// let progress = try probe.counter("progress")
/// let load = try probe.gauge("load", unit: .ratio)
/// try probe.start(every: .microseconds(500))
/// progress.add(1)
/// load.set(0.7)
/// probe.event("model ready")
/// probe.stop()
/// ```
///
/// The file is readable at every moment, also after `kill -9`. All methods may be called from any
/// thread. No thread of the program ever touches the file: a thread of the probe's own does, and
/// what goes wrong there (a full disk) never reaches the program. A child of fork(2) records
/// nothing, unless it makes a probe of its own.
public final class Probe: Sendable {
  let core: ProbeCore
  private let state = Mutex<State>(.idle)

  private enum State {
    case idle
    case running
    case stopped
  }

  /// The heartbeats that `start(every:)` takes.
  public static let heartbeats: ClosedRange<Duration> = .microseconds(50) ... .seconds(3600)

  /// Makes a probe that will record into `path`, in place of a file that is there already.
  ///
  /// Time zero of the recording is now. Throws `ReadingsError` with code `cannot-create` if no file
  /// can be made there, and `file-in-use` if another process or probe is recording into it.
  public init(recordingTo path: String) throws(ReadingsError) {
    try LogWriter.checkPath(path)
    core = try ProbeCore(path: path)
  }

  deinit { stop() }

  /// Starts the heartbeat.
  ///
  /// - Parameter interval: The time between two beats, one of `heartbeats`.
  ///
  /// Throws `ReadingsError` with code `invalid-argument` for other intervals, `invalid-state` unless
  /// it is the first start, `cannot-create` or `file-in-use` if the file can't be made, and
  /// `cannot-start` if there can be no thread.
  public func start(every interval: Duration) throws(ReadingsError) {
    guard Self.heartbeats.contains(interval) else {
      throw ReadingsError(.invalidArgument, "the heartbeat must be 50 µs to 1 h long")
    }
    let result: Result<Void, ReadingsError> = state.withLock { state in
      guard case .idle = state else {
        return .failure(ReadingsError(.invalidState, "a probe can be started once only"))
      }
      do throws(ReadingsError) {
        let recorder = try Recorder(core, heartbeat: interval)
        // Through the ring, so that it comes before whatever is published from now on.
        core.event("heartbeat started")
        RunningProbes.add(core, try makeThread(recorder, interval))
        state = .running
        return .success(())
      } catch { return .failure(error) }
    }
    try result.get()
  }

  /// Records a last row, closes the file and ends the heartbeat. Returns when that is done.
  ///
  /// Stopping twice does nothing. A program that exits without it stops all its probes then.
  public func stop() {
    state.withLock { $0 = .stopped }
    RunningProbes.stop(core)
  }

  /// Records an event: a row with the vitals of this moment and a label.
  ///
  /// Takes no lock, touches no file and allocates nothing; the row is in the file within a
  /// millisecond. When more than 512 events wait to be written the event is dropped, which the
  /// column `probe_dropped_events` counts. Before `start` events wait; after `stop` they are lost.
  ///
  /// - Parameter label: Any text; what goes beyond 256 bytes of UTF-8 is cut off.
  public func event(_ label: String) {
    core.event(label)
  }

  private func makeThread(
    _ recorder: consuming Recorder, _ interval: Duration
  ) throws(ReadingsError) -> HeartbeatThread {
    do throws(Errno) {
      return try HeartbeatThread(recorder: recorder, core: core, interval: interval.nanoseconds)
    } catch {
      throw ReadingsError(
        .cannotStart, "the heartbeat thread cannot start", place: .init(path: core.path),
        errno: error)
    }
  }
}
