import CReadingsSystem
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Threads, and words that they wait on.
extension SystemCall {
  /// futex(2): sleeps until a wake-up, a signal, or the given CLOCK_MONOTONIC time, unless the word
  /// differs from `expected`. The caller looks again itself, so it does not matter which it was.
  package static func futexWait(
    _ word: UnsafeRawPointer, expecting expected: UInt32, until nanoseconds: Int64
  ) {
    _ = creadings_futex_wait_until(word, expected, nanoseconds)
  }

  /// The value of a word that futex(2) waits on.
  package static func atomicLoad(_ word: UnsafePointer<UInt32>) -> UInt32 {
    // The layout of Atomic<UInt32> is that of its value.
    UnsafeRawPointer(word).assumingMemoryBound(to: Atomic<UInt32>.self).pointee
      .load(ordering: .acquiring)
  }

  /// futex(2): wakes up to `count` waiters.
  package static func futexWake(_ word: UnsafeRawPointer, count: Int32 = 1) {
    _ = creadings_futex_wake(word, count)
  }

  /// Names the calling thread and sets how late its timers may fire. (PR_SET_NAME,
  /// PR_SET_TIMERSLACK in prctl(2))
  package static func configureThread(name: StaticString, timerSlack: UInt64) {
    name.withUTF8Buffer { bytes in
      _ = bytes.withMemoryRebound(to: CChar.self) { creadings_set_thread_name($0.baseAddress) }
    }
    _ = creadings_set_timer_slack(timerSlack)
  }

  /// pthread_create(3), with signals blocked: a host's handlers must not run on our thread. Those
  /// that a fault of the thread itself raises stay open, so that its end is seen as usual.
  package static func startThread(
    stackSize: Int, _ body: ThreadBody,
    argument: UnsafeMutableRawPointer
  ) throws(Errno) -> pthread_t {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGBUS)
    sigdelset(&all, SIGSEGV)
    sigdelset(&all, SIGILL)
    sigdelset(&all, SIGFPE)
    sigdelset(&all, SIGTRAP)
    sigdelset(&all, SIGABRT)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    #if canImport(Darwin)
      var thread: pthread_t?
      let error = pthread_create(&thread, &attributes, body, argument)
      guard error == 0, let thread else { throw Errno(rawValue: error) }
    #else
      var thread = pthread_t()
      let error = pthread_create(&thread, &attributes, body, argument)
      guard error == 0 else { throw Errno(rawValue: error) }
    #endif
    return thread
  }

  /// pthread_self(3) as a number, which is not 0.
  package static var currentThread: UInt {
    #if canImport(Darwin)
      UInt(bitPattern: pthread_self())
    #else
      UInt(pthread_self())
    #endif
  }

  /// pthread_sigmask(3), SIG_UNBLOCK: has the calling thread take a signal.
  package static func unblock(signal: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// pthread_join(3).
  package static func join(_ thread: pthread_t) { pthread_join(thread, nil) }

  /// pthread_detach(3).
  package static func detach(_ thread: pthread_t) { pthread_detach(thread) }
}
