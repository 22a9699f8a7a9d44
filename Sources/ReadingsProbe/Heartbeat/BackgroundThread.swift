import ReadingsFormat

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A thread of the probe's own, with a stack of 1 MiB, and with signals blocked. The program does not
/// fork while it works; see `ForkGate`.
struct BackgroundThread: Sendable {
  private let thread: pthread_t

  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread. Throws the error of pthread_create(3).
  init(_ body: @escaping @Sendable () -> Void) throws(Errno) {
    let argument = Unmanaged.passRetained(Body(body))
    do throws(Errno) {
      thread = try SystemCall.startThread(
        // Functions that the program observes run on it.
        stackSize: 1 << 20,
        { argument in
          // Not optional on Darwin.
          let argument: UnsafeMutableRawPointer? = argument
          guard let argument else { return nil }
          ForkGate.shared.enter()
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
          ForkGate.shared.leave()
          return nil
        }, argument: argument.toOpaque())
    } catch {
      argument.release()
      throw error
    }
  }

  /// Waits until the thread has ended.
  func join() { SystemCall.join(thread) }

  /// Lets the thread end by itself, whenever that may be.
  func detach() { SystemCall.detach(thread) }
}
