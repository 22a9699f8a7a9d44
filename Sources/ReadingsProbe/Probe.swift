import ReadingsFormat

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
/// nothing, unless it makes a probe of its own. A probe that nobody refers to any more stops by itself, a
/// moment later.
public final class Probe: Sendable {
  let core: ProbeCore
  /// Whether the environment began the recording, which goes on when this probe is stopped.
  private let isEnvironments: Bool
  private let state = Guarded<State>(.idle)

  private enum State {
    case idle
    case starting
    case running
    case stopped
  }

  /// The heartbeats that `start(every:)` takes.
  public static let heartbeats: ClosedRange<Duration> = .microseconds(50) ... .seconds(3600)

  /// Makes a probe that will record into `path`, in place of a file that is there already.
  ///
  /// Time zero of the recording is now. Where the environment variable `READINGS` has begun a recording,
  /// a program's first probe is that one, with its file, heartbeat and options, until the process ends.
  /// Throws `ReadingsError` with code `cannot-create` if no file can be made there, and `file-in-use` if
  /// another process or probe is recording into it.
  ///
  /// - Parameters:
  ///   - path: The file, or a symbolic link to where it is to be. Finished files of a recording with a
  ///     `Rotation` are beside it.
  ///   - options: What to record beside the program's own metrics, and how to keep it; throws
  ///     `invalid-argument` if something there is out of its range.
  public convenience init(
    recordingTo path: String, options: Options = Options()
  ) throws(ReadingsError) {
    if let flaw = options.flaw { throw ReadingsError(.invalidArgument, flaw) }
    if let core = EnvironmentProbe.take() {
      self.init(core: core, isEnvironments: true)
      return
    }
    let target: String
    do throws(Errno) {
      // Not under the link's name, which would no longer be one then.
      target = try SystemCall.followingLinks(path)
    } catch {
      throw ReadingsError(
        .cannotCreate, "a symbolic link has this name that leads to no file",
        place: .init(path: path), errno: error)
    }
    try LogWriter.checkPath(target)
    self.init(core: try ProbeCore(path: target, options: options), isEnvironments: false)
  }

  init(core: ProbeCore, isEnvironments: Bool) {
    self.core = core
    self.isEnvironments = isEnvironments
  }

  deinit { if !isEnvironments { RunningProbes.leave(core) } }

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
    guard !core.isInert else {
      throw ReadingsError(.invalidState, "the probe could not be started; make another one")
    }
    let isFirst = state.withLock { state in
      guard case .idle = state else { return false }
      state = .starting
      return true
    }
    guard isFirst else {
      throw ReadingsError(.invalidState, "a probe can be started once only; make another one")
    }
    // Not under the lock: the first beat calls the functions that are observed, which may do anything.
    do throws(ReadingsError) {
      guard core.isOwner else {
        throw ReadingsError(.invalidState, "a child of fork(2) needs a probe of its own")
      }
      if !isEnvironments { try HeartbeatThread.start(core, every: interval) }
    } catch {
      state.withLock { state in
        if case .starting = state { state = .idle }
      }
      throw error
    }
    let isStoppedAlready = state.withLock { state in
      guard case .starting = state else { return true }
      state = .running
      return false
    }
    if isStoppedAlready { stop() }
  }

  /// Records a last row, closes the file and ends the heartbeat. Returns when that is done.
  ///
  /// Stopping twice does nothing. A recording that the environment has begun goes on, and is flushed. A
  /// program that exits without it stops all its probes then, and waits up to 2 s for them.
  ///
  /// - Parameter patience: How long to wait for a disk that does not answer. The file is readable
  ///   whether it has been closed or not.
  /// - Returns: Whether all is in the file, the file could be closed, and the disk took what it had to
  ///   take for a `Durability.powerLoss`; false also when a function that `observe` calls stops its own
  ///   probe, which ends a moment later.
  @discardableResult
  public func stop(within patience: Duration = .seconds(3600)) -> Bool {
    state.withLock { $0 = .stopped }
    if isEnvironments { return core.flush(until: Self.deadline(patience)) }
    return RunningProbes.stop(core, until: Self.deadline(patience))
  }

  /// Records an event: a row with the vitals of this moment and a label.
  ///
  /// Takes no lock, touches no file and allocates nothing; the row is in the file within a
  /// millisecond. When more than 512 events wait to be written the event is dropped, which the
  /// column `probe_dropped_events` counts. Before `start` events wait; after `stop` they are lost.
  ///
  /// - Parameters:
  ///   - label: Any text; what goes beyond 256 bytes of UTF-8 is cut off between two characters.
  ///   - flushing: Whether to wait until the event is in the file, up to a second: for the last word
  ///     before abort(3).
  public func event(_ label: String, flushing: Bool = false) {
    core.event(label)
    if flushing { flush(within: .seconds(1)) }
  }

  /// Returns once every event that was recorded before is in the file.
  ///
  /// - Parameter patience: How long to wait at most, for a disk that does not answer.
  /// - Returns: Whether all is in the file, and the disk took what it had to take so far for a
  ///   `Durability.powerLoss`; false also when the probe is not running, and on its own thread.
  @discardableResult
  public func flush(within patience: Duration = .seconds(5)) -> Bool {
    core.flush(until: Self.deadline(patience))
  }

  /// The CLOCK_MONOTONIC time at which patience ends.
  private static func deadline(_ patience: Duration) -> Int64 {
    let (end, overflows) = SystemCall.monotonicNanoseconds.addingReportingOverflow(
      min(max(patience, .zero), .seconds(1 << 32)).nanoseconds)
    return overflows ? .max : end
  }
}
