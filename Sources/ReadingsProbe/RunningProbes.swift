import Glibc
import ReadingsFormat
import Synchronization

/// The probes whose heartbeat runs, so that a program that exits without stopping them leaves
/// closed files.
enum RunningProbes {
  private struct Entry {
    let core: ProbeCore
    let thread: BackgroundThread
  }

  private static let entries = Guarded<[Entry]>([])

  /// How long a program's exit waits for the disk, in nanoseconds: the file is readable as it is.
  private static let patienceAtExit: Int64 = 2_000_000_000

  /// The handler is registered once, when the first heartbeat starts.
  private static let registration: Void = {
    _ = atexit { RunningProbes.stopAll() }
  }()

  static func add(_ core: ProbeCore, _ thread: BackgroundThread) {
    _ = registration
    entries.withLock { $0.append(Entry(core: core, thread: thread)) }
  }

  /// Whether the probe's heartbeat has been started and not been stopped.
  static func isRunning(_ core: ProbeCore) -> Bool { thread(of: core) != nil }

  /// Whether the calling thread is the probe's heartbeat, which must not wait for itself.
  static func isHeartbeat(of core: ProbeCore) -> Bool { thread(of: core)?.isCurrent ?? false }

  private static func thread(of core: ProbeCore) -> BackgroundThread? {
    entries.withLock { $0.first { $0.core === core }?.thread }
  }

  /// Stops the heartbeat of a probe and waits for its end until the given CLOCK_MONOTONIC time;
  /// true if it has ended, or has been stopped by somebody else.
  static func stop(_ core: ProbeCore, until deadline: Int64) -> Bool {
    let thread: BackgroundThread? = entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.core === core }) else { return nil }
      return entries.remove(at: index).thread
    }
    // A child of fork(2) has the entry, but not the thread.
    guard let thread, core.isOwner else { return true }
    core.mustStop.store(true, ordering: .releasing)
    core.wake.raise()
    if !thread.isCurrent {
      let hasEnded = core.progress.wait(until: deadline) {
        !core.hasEnded.load(ordering: .acquiring)
      }
      if hasEnded {
        thread.join()
        return true
      }
    }
    thread.detach()
    return false
  }

  private static func stopAll() {
    let deadline = SystemCall.monotonicNanoseconds + patienceAtExit
    while let core = entries.withLock({ $0.first?.core }) { _ = stop(core, until: deadline) }
  }
}
