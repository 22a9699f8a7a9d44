import Foundation
import Synchronization

/// The cheapest loop that could record anything: sleep until the next beat, clock_gettime,
/// getrusage, and a pread of /proc/self/statm.
final class Floor: Sendable {
  private let interval: Int
  private let mustStop = Atomic<Bool>(false)
  private let hasStopped = DispatchSemaphore(value: 0)

  init(interval: Int) { self.interval = interval }

  func start() {
    let thread = Thread { [self] in
      loop()
      hasStopped.signal()
    }
    thread.start()
  }

  func stop() {
    mustStop.store(true, ordering: .releasing)
    hasStopped.wait()
  }

  private func loop() {
    let statm = open("/proc/self/statm", O_RDONLY)
    defer { close(statm) }
    var buffer = [UInt8](repeating: 0, count: 128)
    var now = timespec()
    var usage = rusage()
    clock_gettime(CLOCK_MONOTONIC, &now)
    var due = now
    while !mustStop.load(ordering: .acquiring) {
      due.tv_nsec += interval * 1000
      due.tv_sec += due.tv_nsec / 1_000_000_000
      due.tv_nsec %= 1_000_000_000
      clock_nanosleep(CLOCK_MONOTONIC, Int32(TIMER_ABSTIME), &due, nil)
      clock_gettime(CLOCK_MONOTONIC, &now)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      buffer.withUnsafeMutableBytes { _ = pread(statm, $0.baseAddress, $0.count, 0) }
    }
  }
}
