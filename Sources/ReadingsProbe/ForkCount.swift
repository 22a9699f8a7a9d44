import Glibc
import Synchronization

/// Counts the fork(2)s above this process, so that a child knows that it is one without a system
/// call.
enum ForkCount {
  private static let count = Atomic<Int>(0)

  /// The handler is registered once, when the first probe is made.
  private static let registration: Void = {
    _ = pthread_atfork(nil, nil) { ForkCount.count.add(1, ordering: .relaxed) }
  }()

  /// The forks so far. Call it once before the fork that is to be noticed.
  static var now: Int {
    _ = registration
    return count.load(ordering: .relaxed)
  }
}
