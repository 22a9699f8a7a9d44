import Glibc
import ReadingsFormat
import Synchronization

/// The probes whose heartbeat runs, so that a program that exits without stopping them leaves
/// closed files.
enum RunningProbes {
  private struct Entry {
    let core: ProbeCore
    let thread: HeartbeatThread
  }

  private static let entries = Mutex<[Entry]>([])

  /// The handler is registered once, when the first heartbeat starts.
  private static let registration: Void = {
    _ = atexit { RunningProbes.stopAll() }
  }()

  static func add(_ core: ProbeCore, _ thread: HeartbeatThread) {
    _ = registration
    entries.withLock { $0.append(Entry(core: core, thread: thread)) }
  }

  /// Stops the heartbeat of a probe and waits for its end, unless somebody else does already.
  static func stop(_ core: ProbeCore) {
    let thread: HeartbeatThread? = entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.core === core }) else { return nil }
      return entries.remove(at: index).thread
    }
    // A child of fork(2) has the entry, but not the thread.
    guard let thread, core.isOwner else { return }
    core.mustStop.store(true, ordering: .releasing)
    core.wake.raise()
    thread.join()
  }

  private static func stopAll() {
    while let core = entries.withLock({ $0.first?.core }) { stop(core) }
  }
}
