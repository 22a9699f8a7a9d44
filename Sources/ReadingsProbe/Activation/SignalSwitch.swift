import CReadingsSystem
import ReadingsFormat

/// Starts and stops recordings at a signal. A thread of its own sleeps until one comes: the signal's
/// handler does no more than to wake it.
enum SignalSwitch {
  /// Listens to a signal from now on.
  ///
  /// Throws `invalid-state` if the program, or another switch, handles the signal itself, and
  /// `cannot-start` if there can be no thread.
  static func install(_ signal: Int32, _ recordings: SwitchedRecordings) throws(ReadingsError) {
    let error = creadings_count_signal(signal)
    guard error == 0 else {
      throw ReadingsError(
        .invalidState, "the signal cannot be used as a switch", errno: Errno(rawValue: error))
    }
    do throws(Errno) {
      try BackgroundThread { listen(to: signal, recordings) }.detach()
    } catch {
      throw ReadingsError(
        .cannotStart, "the thread that waits for the signal cannot start", errno: error)
    }
  }

  private static func listen(to signal: Int32, _ recordings: SwitchedRecordings) {
    // The program may block the signal in all threads of its own.
    SystemCall.unblock(signal: signal)
    SystemCall.configureThread(name: "readings-switch", timerSlack: 50_000)
    guard let word = creadings_signal_count() else { return }
    var handled: UInt32 = 0
    while true {
      ForkGate.shared.leave()
      SystemCall.futexWait(word, expecting: handled, until: .max)
      ForkGate.shared.enter()
      let count = SystemCall.atomicLoad(word)
      // Two signals that came at once have been two switches.
      if (count &- handled) & 1 == 1 { recordings.toggle() }
      handled = count
    }
  }
}

extension Probe {
  /// Starts a recording at a signal, and stops it at the next.
  ///
  /// ```swift
  /// try Probe.switchable(by: SIGUSR2, recordingTo: "/var/log/service-{PID}-{N}.rdg")
  /// ```
  ///
  /// While it records, the probe is the global one. The environment variable `READINGS_SIGNAL` does
  /// the same without code. Throws `ReadingsError` with code `invalid-state` if the program handles
  /// the signal itself, or has a switch already, and `cannot-start` if there can be no thread. What
  /// goes wrong later is one line on standard error.
  ///
  /// - Parameters:
  ///   - signal: A signal that the program has no handler for.
  ///   - path: The file; `{PID}` stands for the process, `{NAME}` for its executable's name and
  ///     `{N}` for how many recordings it has begun.
  ///   - interval: The heartbeat, one of `heartbeats`.
  ///   - options: What to record and how to keep it.
  public static func switchable(
    by signal: Int32, recordingTo path: String, every interval: Duration = .milliseconds(1),
    options: Options = Options()
  ) throws(ReadingsError) {
    let recordings = SwitchedRecordings(
      path: PathTemplate(text: path), heartbeat: interval, options: options)
    try SignalSwitch.install(signal, recordings)
  }
}
