import ReadingsFormat

/// A heartbeat without its thread, whose beats the caller gives: for measuring what one costs.
///
/// Not thread-safe.
package struct BareHeartbeat: ~Copyable {
  private var recorder: Recorder

  /// Begins a recording of `probe`, which must not have been started.
  package init(_ probe: Probe) throws(ReadingsError) {
    recorder = try Recorder(probe.core, heartbeat: .milliseconds(1))
  }

  /// Does all that the heartbeat thread does when it has woken.
  package mutating func beat() {
    recorder.drainEvents()
    recorder.beat(at: SystemCall.monotonicNanoseconds)
  }

  /// How many rows have been recorded.
  package var rowCount: UInt64 { recorder.rowCount }

  /// Closes the file.
  package mutating func finish() { recorder.finish() }
}
