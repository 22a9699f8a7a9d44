import Glibc
import ReadingsFormat
import Synchronization

/// The one thread of a probe: it beats on an absolute schedule, drains the events, and closes the
/// file when it is told to stop.
struct HeartbeatThread: Sendable {
  private let thread: pthread_t

  /// What the thread starts with, handed over through a pointer.
  private final class Start {
    var recorder: Recorder?
    let core: ProbeCore
    let schedule: HeartbeatSchedule

    init(recorder: consuming Recorder, core: ProbeCore, schedule: HeartbeatSchedule) {
      self.recorder = consume recorder
      self.core = core
      self.schedule = schedule
    }
  }

  /// Starts the thread. Throws the error of pthread_create(3).
  init(
    recorder: consuming Recorder, core: ProbeCore, interval: Int64
  ) throws(Errno) {
    let schedule = HeartbeatSchedule(start: SystemCall.monotonicNanoseconds, interval: interval)
    let start = Start(recorder: recorder, core: core, schedule: schedule)
    let argument = Unmanaged.passRetained(start)
    do throws(Errno) {
      thread = try SystemCall.startThread(
        stackSize: 256 << 10,
        { argument in
          let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
          var recorder = start.recorder.take()!
          Self.run(&recorder, core: start.core, schedule: start.schedule)
          return nil
        }, argument: argument.toOpaque())
    } catch {
      argument.release()
      throw error
    }
  }

  /// Waits until the thread has ended.
  func join() { SystemCall.join(thread) }

  private static func run(
    _ recorder: inout Recorder, core: ProbeCore, schedule: HeartbeatSchedule
  ) {
    // The kernel may fire a timer late by the slack; a fiftieth of the interval goes unnoticed.
    let slack = max(1, min(50_000, schedule.interval / 50))
    SystemCall.configureThread(name: "readings", timerSlack: UInt64(slack))
    recorder.drainEvents()
    var due = schedule.next(after: SystemCall.monotonicNanoseconds)
    while !core.mustStop.load(ordering: .acquiring) {
      core.wake.wait(until: due)
      recorder.drainEvents()
      if SystemCall.monotonicNanoseconds >= due {
        recorder.beat()
        due = schedule.next(after: SystemCall.monotonicNanoseconds)
      }
    }
    recorder.drainEvents()
    recorder.event("heartbeat stopped")
    recorder.finish()
  }
}
