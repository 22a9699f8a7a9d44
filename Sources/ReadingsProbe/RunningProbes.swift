import ReadingsFormat
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The probes whose heartbeat runs, so that a program that exits without stopping them leaves
/// closed files.
enum RunningProbes {
  private struct Entry {
    let core: ProbeCore
    /// For the first who stops the probe.
    var thread: BackgroundThread?
  }

  private static let entries = Guarded<[Entry]>([])

  /// The forks before the last start: a child has its parent's entries, and perhaps their lock, which
  /// nobody gives back.
  private static let forks = Atomic<Int>(0)

  /// How long a program's exit waits for the disk, in nanoseconds: the file is readable as it is.
  private static let patienceAtExit: Int64 = 2_000_000_000

  /// The handler is registered once, when the first heartbeat starts.
  private static let registration: Void = {
    _ = atexit { RunningProbes.stopAll() }
  }()

  static func add(_ core: ProbeCore, _ thread: BackgroundThread) {
    _ = registration
    forks.store(ForkWatch.now, ordering: .relaxed)
    entries.withLock { $0.append(Entry(core: core, thread: thread)) }
  }

  /// Forgets a probe whose heartbeat has closed its file.
  static func remove(_ core: ProbeCore) {
    entries.withLock { $0.removeAll { $0.core === core } }
  }

  /// Whether the probe's heartbeat has been started and not closed its file yet.
  static func isRunning(_ core: ProbeCore) -> Bool {
    entries.withLock { $0.contains { $0.core === core } }
  }

  /// Stops the heartbeat of a probe and waits for its end until the given CLOCK_MONOTONIC time;
  /// false if it has not ended by then, if events have been left, as on a full disk, or if the calling
  /// thread is the heartbeat.
  static func stop(_ core: ProbeCore, until deadline: Int64) -> Bool {
    // A child of fork(2) has the entry, but not the thread, and perhaps a lock that nobody gives back.
    guard core.isOwner else { return true }
    let entry: Entry? = entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.core === core }) else { return nil }
      defer { entries[index].thread = nil }
      return entries[index]
    }
    guard let entry else { return core.isAllSafe }
    core.mustStop.store(true, ordering: .releasing)
    core.wake.raise()
    let hasEnded =
      !core.isReading
      && core.progress.wait(until: deadline) { !core.hasEnded.load(ordering: .acquiring) }
    if hasEnded { entry.thread?.join() } else { entry.thread?.detach() }
    return hasEnded && core.isAllSafe
  }

  /// Stops the heartbeat of a probe without waiting for its end.
  static func leave(_ core: ProbeCore) {
    guard core.isOwner else { return }
    core.mustStop.store(true, ordering: .releasing)
    core.wake.raise()
    let thread = entries.withLock { entries in
      entries.firstIndex { $0.core === core }.flatMap { entries[$0].thread.take() }
    }
    thread?.detach()
  }

  private static func stopAll() {
    guard forks.load(ordering: .relaxed) == ForkWatch.now else { return }
    let deadline = SystemCall.monotonicNanoseconds + patienceAtExit
    for core in entries.withLock({ $0.map(\.core) }) { _ = stop(core, until: deadline) }
  }
}
