import ReadingsFormat
import Synchronization

extension ProbeCore {
  /// Notes that the heartbeat reads the metrics of a generation, and none that were removed before.
  func adopt(_ generation: Int) {
    metrics.adopted.store(generation, ordering: .releasing)
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

  /// Runs `body`, which touches the sources of the metrics of a generation; false if there is a newer one
  /// by now, in which case nothing may be touched. For the heartbeat, which must not wait for the disk
  /// meanwhile.
  @inline(__always) func touchMetrics(of generation: Int, _ body: () -> Void) -> Bool {
    metrics.isTouched.store(true, ordering: .sequentiallyConsistent)
    // Either this sees the new generation, or whoever made it sees that they are touched.
    let isCurrent = metrics.generation.load(ordering: .sequentiallyConsistent) == generation
    if isCurrent { body() }
    metrics.isTouched.store(false, ordering: .sequentiallyConsistent)
    progress.announceIfAwaited()
    return isCurrent
  }

  /// Waits until nothing is touched that a generation has no more.
  func awaitRelease(by generation: Int) {
    guard isOwner, !isReading else { return }
    _ = progress.wait(until: .max) {
      metrics.isTouched.load(ordering: .sequentiallyConsistent)
        && metrics.adopted.load(ordering: .acquiring) < generation
    }
    // So that the file has the columns soon.
    wake.raise()
  }
}
