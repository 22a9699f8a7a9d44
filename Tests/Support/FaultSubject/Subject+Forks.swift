import Forking
import Glibc
import ReadingsProbe

extension Subject {
  /// Forks a child that records with a probe of its own into `PATH.child`, and returns its exit
  /// status, or −1 if it hung.
  func forkRecorder() -> Int32 {
    let child = start_forked_child {
      guard let parent = Subject.current else { return }
      parent.probe.event("from the child")
      do {
        let own = try Probe(recordingTo: parent.path + ".child")
        try own.start(every: .milliseconds(1))
        own.event("from the child's own probe")
        own.stop()
      } catch {
        _exit(3)
      }
      parent.probe.stop()
    }
    return end_of_forked_child(child, 20)
  }

  /// Forks a child that does nothing, and returns its number.
  func forkSleeper() -> Int32 {
    start_forked_child { while true { pause() } }
  }

  /// How many descriptors of the recording a program has that this one starts.
  func inheritedDescriptors() -> Int {
    guard let listing = popen("ls -l /proc/self/fd", "r") else { return -1 }
    defer { pclose(listing) }
    var line = [CChar](repeating: 0, count: 4096)
    var count = 0
    while fgets(&line, Int32(line.count), listing) != nil {
      if strstr(line, path) != nil { count += 1 }
    }
    return count
  }
}
