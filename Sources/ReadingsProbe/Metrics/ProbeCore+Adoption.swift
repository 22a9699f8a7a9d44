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

  /// Waits until the metrics of a generation are read, or none at all.
  func awaitAdoption(of generation: Int) {
    guard isOwner, !isReading else { return }
    _ = progress.wait(until: .max) {
      let isRead = reader.load(ordering: .sequentiallyConsistent) != 0
      guard isRead, metrics.adopted.load(ordering: .acquiring) < generation else { return false }
      wake.raise()
      return true
    }
  }
}
