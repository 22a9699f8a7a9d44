import ReadingsFormat

/// The recordings of a process that are started and stopped from outside, each as the global probe.
final class SwitchedRecordings: Sendable {
  private struct State {
    var probe: Probe?
    var count = 0
  }

  private let path: PathTemplate
  private let heartbeat: Duration
  private let options: Probe.Options
  private let state = Guarded(State())

  init(path: PathTemplate, heartbeat: Duration, options: Probe.Options) {
    self.path = path
    self.heartbeat = heartbeat
    self.options = options
  }

  /// Stops the recording that runs, or starts the next one.
  func toggle() {
    let running = state.withLock { $0.probe.take() }
    guard let running else { return start() }
    if Probe.global === running { Probe.global = nil }
    running.stop()
  }

  /// Starts the next recording, and makes it the global probe unless the program has one. What goes
  /// wrong is one line on standard error.
  ///
  /// - Parameter isProgramsOwn: Whether the program's first probe is to be this one.
  func start(isProgramsOwn: Bool = false) {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    let path = path.path(recording: number)
    do throws(ReadingsError) {
      let probe = try Probe(recordingTo: path, options: options)
      try probe.start(every: heartbeat)
      state.withLock { $0.probe = probe }
      if isProgramsOwn { EnvironmentProbe.offer(probe.core) }
      if Probe.global == nil { Probe.global = probe }
    } catch {
      RecordingReport.line(error)
    }
  }
}
