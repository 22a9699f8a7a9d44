import ReadingsFormat
import Synchronization

/// The one thread of a probe that records: it beats on an absolute schedule, drains the events, and
/// closes the file when it is told to stop.
enum HeartbeatThread {
  /// Starts a probe's heartbeat, with one beat on the calling thread.
  ///
  /// The thread comes first: where there can be none, nothing has been begun. Throws `cannot-start`
  /// then, and otherwise what beginning the file throws.
  static func start(_ core: ProbeCore, every interval: Duration) throws(ReadingsError) {
    let handover = RecorderHandover()
    let thread = try thread(of: core) {
      guard var recorder = handover.take() else { return }
      run(&recorder, core: core, interval: interval.nanoseconds)
    }
    core.beginReading()
    do throws(ReadingsError) {
      var recorder = try Recorder(core, heartbeat: interval)
      // Through the ring, so that it comes before whatever is published from now on.
      core.event("heartbeat started")
      core.wakesForEvents.store(
        interval.nanoseconds > ProbeCore.eventPatience, ordering: .relaxed)
      recorder.drainEvents()
      recorder.beat(at: SystemCall.monotonicNanoseconds)
      RunningProbes.add(core, thread)
      core.passReadingOn()
      handover.give(recorder)
    } catch {
      core.endReading()
      handover.cancel()
      thread.join()
      throw error
    }
  }

  private static func thread(
    of core: ProbeCore, _ body: @escaping @Sendable () -> Void
  ) throws(ReadingsError) -> BackgroundThread {
    do throws(Errno) {
      return try BackgroundThread(body)
    } catch {
      throw ReadingsError(
        .cannotStart, "the heartbeat thread cannot start", place: .init(path: core.path),
        errno: error)
    }
  }

  private static func run(_ recorder: inout Recorder, core: ProbeCore, interval: Int64) {
    core.beginReading()
    let schedule = HeartbeatSchedule(start: SystemCall.monotonicNanoseconds, interval: interval)
    // The kernel may fire a timer late by the slack; a fiftieth of the interval goes unnoticed.
    let slack = max(1, min(50_000, schedule.interval / 50))
    SystemCall.configureThread(name: "readings", timerSlack: UInt64(slack))
    var due = schedule.next(after: SystemCall.monotonicNanoseconds)
    while !core.mustStop.load(ordering: .acquiring) {
      core.wake.wait(until: due)
      recorder.drainEvents()
      let now = SystemCall.monotonicNanoseconds
      if now >= due {
        recorder.beat(at: now)
        due = schedule.next(after: now)
      } else {
        recorder.adoptMetrics(at: now)
      }
    }
    drainLast(&recorder, core: core)
    recorder.event("heartbeat stopped")
    recorder.finish()
    RunningProbes.remove(core)
    core.hasEnded.store(true, ordering: .releasing)
    core.endReading()
  }

  /// Records what is in the ring. A thread that was interrupted while it put an event in keeps those
  /// behind it waiting, for a moment: a second at most.
  private static func drainLast(_ recorder: inout Recorder, core: ProbeCore) {
    recorder.drainEvents()
    for _ in 0..<10_000 where !core.hasRecordedAll {
      SystemCall.sleep(nanoseconds: 100_000)
      recorder.drainEvents()
    }
  }
}
