import Glibc
import Synchronization

/// Threads that do the same thing again and again, until they are told to end.
final class Crew: Sendable {
  private let body: @Sendable (Int) -> Void
  private let mustEnd = Atomic<Bool>(false)
  private let threads = Mutex<[pthread_t]>([])

  /// Starts the threads. The body is given how often its thread has run it before.
  init(threads count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    self.body = body
    for _ in 0..<count {
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { argument in
          Unmanaged<Crew>.fromOpaque(argument!).takeRetainedValue().run()
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
      threads.withLock { $0.append(thread) }
    }
  }

  private func run() {
    var turn = 0
    while !mustEnd.load(ordering: .relaxed) {
      body(turn)
      turn += 1
    }
  }

  /// Ends the threads, and waits for them.
  func end() {
    mustEnd.store(true, ordering: .relaxed)
    for thread in threads.withLock({ $0 }) { pthread_join(thread, nil) }
  }
}
