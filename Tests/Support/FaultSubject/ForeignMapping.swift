import Glibc

/// A mapping of the host's own, whose faults are none of the probe's business.
enum ForeignMapping {
  /// How many faults the host's handler has seen. Written by that handler.
  nonisolated(unsafe) private static var faults = 0
  nonisolated(unsafe) private static var page: UnsafeMutableRawPointer?

  /// Sets a handler for SIGBUS that puts a page of zeros under the mapping.
  static func handleFaults() {
    var action = sigaction()
    action.sa_flags = SA_SIGINFO
    action.__sigaction_handler.sa_sigaction = { _, _, _ in
      guard let page = ForeignMapping.page else { _exit(99) }
      ForeignMapping.faults += 1
      mmap(
        page, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | Int32(MAP_ANONYMOUS) | MAP_FIXED, -1, 0)
    }
    sigaction(SIGBUS, &action, nil)
  }

  /// Maps a file, cuts it off and stores into it; true if the handler was called.
  static func fault(in path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    ftruncate(descriptor, 4096)
    page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    ftruncate(descriptor, 0)
    page?.storeBytes(of: 1, as: Int.self)
    return faults == 1
  }
}
