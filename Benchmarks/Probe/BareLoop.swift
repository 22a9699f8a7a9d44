import CFloor
import Foundation

/// A thread that wakes as often as a heartbeat and makes the same three system calls, in C.
final class BareLoop: Sendable {
  private let hasStopped = DispatchSemaphore(value: 0)

  /// Starts the thread.
  init(_ wake: floor_wake, every nanoseconds: Int) {
    floor_set_stop(false)
    Thread { [hasStopped] in
      floor_beat(wake, Int64(nanoseconds))
      hasStopped.signal()
    }.start()
  }

  /// Ends the thread at its next beat, and waits for that.
  func stop() {
    floor_set_stop(true)
    hasStopped.wait()
  }
}
