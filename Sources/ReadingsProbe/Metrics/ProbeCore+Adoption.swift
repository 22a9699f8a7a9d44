import ReadingsFormat
import Synchronization

extension ProbeCore {
  /// Notes that the heartbeat reads the metrics of a generation, and none that were removed before.
  func adopt(_ generation: Int) {
    metrics.adopted.store(generation, ordering: .releasing)
    progress.announce()
  }

  /// Waits until the heartbeat reads the metrics of a generation, if it runs.
  func awaitAdoption(of generation: Int) {
    guard isOwner, RunningProbes.isRunning(self), !RunningProbes.isHeartbeat(of: self) else {
      return
    }
    _ = progress.wait(until: .max) {
      wake.raise()
      return metrics.adopted.load(ordering: .acquiring) < generation
        && !hasEnded.load(ordering: .acquiring)
    }
  }
}
