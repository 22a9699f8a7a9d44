import ReadingsFormat
import Synchronization

/// The recorder on its way from the thread that begins a recording to the heartbeat thread, which
/// waits for it.
///
/// Invariant: the recorder is touched by the giver before `isSettled`, and by the taker after it.
final class RecorderHandover: @unchecked Sendable {
  private var recorder: Recorder?
  private let isSettled = Atomic<Bool>(false)
  private let signal = WakeSignal()

  /// Gives the recorder; the caller must not touch it any more.
  func give(_ recorder: consuming Recorder) {
    self.recorder = consume recorder
    cancel()
  }

  /// Ends the wait, without a recorder unless one has been given.
  func cancel() {
    isSettled.store(true, ordering: .releasing)
    signal.raise()
  }

  /// Waits for the recorder; `nil` if there is to be none.
  func take() -> Recorder? {
    while !isSettled.load(ordering: .acquiring) { signal.wait(until: .max) }
    return recorder.take()
  }
}
