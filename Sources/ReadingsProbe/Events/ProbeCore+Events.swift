import ReadingsFormat
import Synchronization

extension ProbeCore {
  /// The longest heartbeat, in nanoseconds, that finds an event early enough by itself: to wake a
  /// thread costs its waker several microseconds.
  static let eventPatience: Int64 = 500_000

  /// Publishes an event with the vitals of this moment and wakes the heartbeat.
  func event(_ label: UnsafeRawBufferPointer) {
    guard isOwner, !mustStop.load(ordering: .relaxed) else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: EventVitals.capacity) { words in
      let vitals = UnsafeMutableBufferPointer(rebasing: words[..<self.vitals.count])
      if let first = vitals.baseAddress { self.vitals.read(into: first) }
      let time = SystemCall.monotonicNanoseconds
      guard events.publish(time: time, vitals: UnsafeBufferPointer(vitals), label: label) else {
        return
      }
      if wakesForEvents.load(ordering: .relaxed) { wake.raise() }
    }
  }

  /// Publishes an event with a label of text.
  func event(_ label: String) {
    let isPublished: Void? = label.utf8.withContiguousStorageIfAvailable {
      event(UnsafeRawBufferPointer($0))
    }
    if isPublished == nil {
      var copy = label
      copy.withUTF8 { event(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Whether no event is left in the ring.
  var hasRecordedAll: Bool { events.taken >= events.published }

  /// Whether no event is left, and the files are as they should be.
  var isAllSafe: Bool { hasRecordedAll && troubles.isNone && !isInert }

  /// Waits until what has been published before is in the file; false if it is not by the given
  /// CLOCK_MONOTONIC time, or if the heartbeat ends without writing it.
  func flush(until deadline: Int64) -> Bool {
    let target = events.published
    guard events.taken < target else { return troubles.isNone && !isInert }
    guard isOwner, RunningProbes.isRunning(self), !isReading else { return false }
    _ = progress.wait(until: deadline) {
      // Raised each time: the heartbeat may have been woken just before the event was complete.
      wake.raise()
      return events.taken < target && !hasEnded.load(ordering: .acquiring)
    }
    return events.taken >= target && troubles.isNone
  }
}
