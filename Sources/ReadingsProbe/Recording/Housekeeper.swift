import ReadingsFormat

/// A thread that does the slow work with files: it closes finished ones, removes the oldest, and has
/// the current one written back. The heartbeat waits for none of that.
final class Housekeeper: Sendable {
  private struct State: ~Copyable {
    var finished: [FinishedLog] = []
    var mustStop = false
    /// The current file under a number of its own, to write it back by.
    var current: HeldFile?
  }

  private let state = Guarded(State())
  private let signal = WakeSignal()
  private let thread = Guarded<BackgroundThread?>(nil)
  private let series: SeriesPath
  private let keptFiles: Int?
  private let interval: Int64?
  private let troubles: RecordingTroubles

  /// Starts the thread. Throws the error of pthread_create(3).
  init(
    series: SeriesPath, options: Probe.Options, troubles: RecordingTroubles
  ) throws(Errno) {
    self.series = series
    self.troubles = troubles
    keptFiles = options.rotation?.keptFiles
    interval = options.durability.interval
    let thread = try BackgroundThread { [self] in run() }
    self.thread.withLock { $0 = thread }
  }

  deinit { watchNothing() }

  /// Has a writer's file written back from now on, and no other one. Its lock is held as long.
  func watch(_ writer: borrowing LogWriter) {
    guard interval != nil else { return }
    watchNothing()
    let failure: Errno? = state.withLock { state in
      do throws(Errno) {
        let file = try writer.duplicate()
        ForkWatch.watch(file.descriptor, file.identity)
        state.current = consume file
        return nil
      } catch { return error }
    }
    if let failure { troubles.note(writeBackOf: writer.identity, failure) }
  }

  /// Has no file written back.
  func watchNothing() {
    guard let file = state.withLock({ $0.current.take() }) else { return }
    ForkWatch.forget(file.descriptor, file.identity)
  }

  /// Takes a file over that is to be closed.
  func finish(_ log: FinishedLog) {
    state.withLock { $0.finished.append(log) }
    signal.raise()
  }

  /// Removes finished files beyond those that are kept.
  func prune() { signal.raise() }

  /// Does all that is left to do, and ends the thread.
  func stop() {
    state.withLock { $0.mustStop = true }
    signal.raise()
    thread.withLock { $0.take() }?.join()
  }

  private func run() {
    SystemCall.configureThread(name: "readings-files", timerSlack: 50_000)
    var due = interval.map { SystemCall.monotonicNanoseconds + $0 }
    while true {
      let mustStop = state.withLock { $0.mustStop }
      closeFinished()
      if let interval, let time = due, mustStop || SystemCall.monotonicNanoseconds >= time {
        writeBack()
        due = max(time + interval, SystemCall.monotonicNanoseconds)
      }
      if mustStop { return }
      signal.wait(until: due ?? .max)
    }
  }

  private func closeFinished() {
    while let log = state.withLock({ $0.finished.popLast() }) {
      log.close(durably: interval != nil, troubles)
    }
    guard let keptFiles else { return }
    do throws(Errno) {
      for file in try series.ownFiles().dropLast(keptFiles) { try file.remove() }
    } catch { troubles.note(removal: error) }
  }

  /// The lock is not held meanwhile: the disk may take its time, and the heartbeat must not wait.
  private func writeBack() {
    // Where the host has closed it, the heartbeat opens it again.
    guard let file = state.withLock({ try? $0.current?.duplicate() }) else { return }
    ForkGate.shared.leave()
    defer { ForkGate.shared.enter() }
    do throws(Errno) {
      try SystemCall.synchronizeData(file.descriptor)
      troubles.noteSuccess(of: file.identity)
    } catch { troubles.note(writeBackOf: file.identity, error) }
  }
}

/// A file that gets no more rows, on its way from the heartbeat to the housekeeper.
final class FinishedLog: Sendable {
  private let writer: Guarded<LogWriter?>
  private let path: String

  /// Takes a writer over, and the path that its file has by now.
  init(_ writer: consuming LogWriter, path: String) {
    self.writer = Guarded(consume writer)
    self.path = path
  }

  /// Closes the file, which is as readable if that fails.
  func close(durably: Bool, _ troubles: RecordingTroubles) {
    writer.withLock { writer in
      guard var log = writer.take() else { return }
      do throws(Errno) {
        if log.loss == .closed { try log.reopen(path) }
        try log.close()
      } catch { troubles.noteOpenEnd(error) }
      if durably {
        do throws(Errno) {
          try log.synchronize()
        } catch { troubles.note(writeBackOf: log.identity, error) }
      }
      ForkWatch.forget(log)
    }
  }
}
