/// What a recording survives.
public enum Durability: Sendable, Hashable {
  /// The end of the process, however it comes: the kernel has every committed row. A loss of power
  /// costs what the kernel has not written back yet, usually the last 30 seconds.
  case processEnd
  /// A loss of power, which costs at most this interval: a thread of its own has the file written
  /// back that often (fdatasync(2)), so that neither the program nor the heartbeat waits for the
  /// disk. 100 ms to 1 h.
  case powerLoss(costingAtMost: Duration)

  /// The interval in nanoseconds between two write-backs, if there are any.
  var interval: Int64? {
    switch self {
    case .processEnd: nil
    case .powerLoss(let interval): interval.nanoseconds
    }
  }

  /// The sentence that says what is out of range, or `nil`.
  var flaw: String? {
    guard case .powerLoss(let interval) = self else { return nil }
    return (.milliseconds(100) ... .seconds(3600)).contains(interval)
      ? nil : "a file can be written back every 100 ms to 1 h"
  }
}
