import ReadingsFormat

extension Probe {
  /// Makes a probe and starts its heartbeat; where that can't be, one that records nothing.
  ///
  /// ```swift
  /// let probe = Probe.started(recordingTo: "run.rdg", every: .milliseconds(1))
  /// let requests = try probe.counter("requests")
  /// ```
  ///
  /// A recording is no reason for a service not to start: a file that another process records into, a
  /// folder that is not there and the like are one line on standard error. Metrics and events of the probe
  /// may be used all the same, and do nothing; `flush` and `stop` return false then. Metrics may be
  /// registered before or after.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - interval: The heartbeat, one of `heartbeats`.
  ///   - options: What to record and how to keep it.
  public static func started(
    recordingTo path: String, every interval: Duration = .milliseconds(1),
    options: Options = Options()
  ) -> Probe {
    do throws(ReadingsError) {
      let probe = try Probe(recordingTo: path, options: options)
      try probe.start(every: interval)
      return probe
    } catch {
      RecordingReport.line(error)
      return Probe(core: ProbeCore(inertFor: path), isEnvironments: false)
    }
  }
}
