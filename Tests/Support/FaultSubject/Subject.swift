import Glibc
import ReadingsFormat
import ReadingsProbe

/// The probe under test, and what a test may ask of the program around it.
final class Subject: Sendable {
  /// The one of this program, for functions that C calls.
  nonisolated(unsafe) static var current: Subject?

  let path: String
  let probe: Probe
  let turns: Counter

  init(_ settings: Settings) throws(ReadingsError) {
    path = settings.path
    probe = try Probe(recordingTo: settings.path, options: settings.options)
    turns = try probe.counter("turns")
    try probe.start(every: settings.heartbeat)
  }

  /// Does what a command says, and returns the answer.
  func answer(to command: String, _ argument: String) -> String {
    switch command {
    case "event": return done(probe.event(argument))
    case "flush": return "\(probe.flush(within: .milliseconds(Int(argument)!)))"
    case "flushed": return done(probe.event(argument, flushing: true))
    case "stop": return "\(probe.stop(within: .milliseconds(Int(argument)!)))"
    case "work": return "\(work(turns: Int(argument)!))"
    case "burst": return burst(Int(argument)!)
    case "fill": return done(fill(bytes: Int(argument)!))
    case "alarms": return "\(Settings.alarms)"
    case "outlive": return outliveStop()
    case "second-probe": return secondProbe(argument)
    case "descriptors": return done(Settings.limit(RLIMIT_NOFILE, Int(argument)!))
    case "observe": return observe(argument)
    case "unregister": return "\(probe.unregister(argument))"
    case "drop-probe": return dropProbe(argument)
    case "take-numbers": return takeNumbers(rounds: Int(argument)!)
    case "chdir": return "\(chdir(argument))"
    case "foreign": return ForeignMapping.fault(in: argument) ? "handled" : "not handled"
    case "fork-recorder": return "\(forkRecorder())"
    case "fork-sleeper": return "\(forkSleeper())"
    case "inherited": return "\(inheritedDescriptors())"
    case "exit": exit(Int32(argument)!)
    case "_exit": _exit(Int32(argument)!)
    case "abort": abort()
    case "fault": UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1
    default: break
    }
    return "unknown"
  }

  private func done(_ result: Void) -> String { "done" }

  /// Publishes labels that together have so many bytes, none of which the last block's compress.
  private func fill(bytes: Int) {
    var generator = SystemRandomNumberGenerator()
    for number in 1...bytes / 256 {
      let label = (0..<16).map { _ in String(generator.next(), radix: 36) }
      probe.event("filling " + label.joined())
      if number % 128 == 0 { probe.flush(within: .milliseconds(100)) }
    }
  }

  /// Does the host's own work: it must not depend on the disk.
  private func work(turns count: Int) -> Int64 {
    for _ in 0..<count { turns.add() }
    return Int64(turns.value)
  }
}
