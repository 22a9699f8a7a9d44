#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A value that one thread at a time may touch, behind a pthread_mutex(3).
///
/// Not the standard library's `Mutex`: the thread sanitizer does not see through that one, and this
/// library promises to be silent under it.
///
/// Invariants: `mutex` is initialised and `value` is touched only while it is held, until deinit, when
/// nobody else has the value any more.
package struct Guarded<Value: ~Copyable>: ~Copyable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let value: UnsafeMutablePointer<Value>

  package init(_ initial: consuming Value) {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    value = .allocate(capacity: 1)
    value.initialize(to: initial)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
    value.deinitialize(count: 1)
    value.deallocate()
  }

  /// Runs `body` with the value, after everybody else who has it.
  package borrowing func withLock<Result: ~Copyable>(
    _ body: (inout Value) -> Result
  ) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value.pointee)
  }
}

// The mutex lets one thread at a time in.
extension Guarded: @unchecked Sendable where Value: ~Copyable {}
