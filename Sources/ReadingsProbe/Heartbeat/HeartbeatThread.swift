import ReadingsFormat
import Synchronization

/// The one thread of a probe that records: it beats on an absolute schedule, drains the events, and
/// closes the file when it is told to stop.
enum HeartbeatThread {
  /// The recorder on its way to the thread, which alone touches it from then on.
  private final class Handover: @unchecked Sendable {
    var recorder: Recorder?

    init(_ recorder: consuming Recorder) { self.recorder = consume recorder }
  }

  /// Starts the thread, with one beat on the calling thread. Throws the error of pthread_create(3).
  static func start(
    _ recorder: consuming Recorder, core: ProbeCore, interval: Int64
  ) throws(Errno) -> BackgroundThread {
    let schedule = HeartbeatSchedule(start: SystemCall.monotonicNanoseconds, interval: interval)
    var recorder = recorder
    core.wakesForEvents.store(interval > ProbeCore.eventPatience, ordering: .relaxed)
    recorder.drainEvents()
    recorder.beat(at: schedule.start)
    let handover = Handover(recorder)
    return try BackgroundThread {
      guard var recorder = handover.recorder.take() else { return }
      run(&recorder, core: core, schedule: schedule)
    }
  }

  private static func run(
    _ recorder: inout Recorder, core: ProbeCore, schedule: HeartbeatSchedule
  ) {
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
    recorder.drainEvents()
    recorder.event("heartbeat stopped")
    recorder.finish()
    core.hasEnded.store(true, ordering: .releasing)
    core.progress.announce()
  }
}
