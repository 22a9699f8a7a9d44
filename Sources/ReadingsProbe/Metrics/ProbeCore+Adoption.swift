import ReadingsFormat
import Synchronization

extension ProbeCore {
  /// Notes that the heartbeat reads none of the metrics that were removed, of which it knows so many.
  func adopt(_ removals: Int) {
    metrics.adopted.store(removals, ordering: .releasing)
    progress.announce()
  }

  /// No thread that there is, but one that is going to read.
  private static let anybody = UInt.max

  /// Notes that the calling thread reads the metrics from now on.
  func beginReading() { reader.store(SystemCall.currentThread, ordering: .sequentiallyConsistent) }

  /// Notes that another thread is about to go on with it.
  func passReadingOn() { reader.store(Self.anybody, ordering: .sequentiallyConsistent) }

  /// Notes that nobody reads the metrics any more.
  func endReading() {
    reader.store(0, ordering: .sequentiallyConsistent)
    progress.announce()
  }

  /// Whether the calling thread is the one that reads the metrics, which must not wait for itself.
  var isReading: Bool {
    reader.load(ordering: .sequentiallyConsistent) == SystemCall.currentThread
  }

  /// Runs `body`, which touches the sources of metrics that were there after so many removals; false if
  /// there are more by now, in which case nothing may be touched. For the heartbeat, which must not wait for the disk
  /// meanwhile.
  @inline(__always) func touchMetrics(after removals: Int, _ body: () -> Void) -> Bool {
    metrics.isTouched.store(true, ordering: .sequentiallyConsistent)
    // Either this sees the removal, or who removes sees that they are touched.
    let isCurrent = metrics.removals.load(ordering: .sequentiallyConsistent) == removals
    if isCurrent { body() }
    metrics.isTouched.store(false, ordering: .sequentiallyConsistent)
    progress.announceIfAwaited()
    return isCurrent
  }

  /// Waits until nothing is touched that so many removals have removed.
  func awaitRelease(after removals: Int) {
    guard isOwner, !isReading else { return }
    _ = progress.wait(until: .max) {
      metrics.isTouched.load(ordering: .sequentiallyConsistent)
        && metrics.adopted.load(ordering: .acquiring) < removals
    }
    // So that the file has the columns soon.
    wake.raise()
  }
}
