import Forking
import Foundation
import ReadingsFormat
import ReadingsProbe
import Synchronization
import VictimRows

/// A process that records until it is killed, for the crash tests.
///
/// `victim writer RECORDING TALLY BLOCK-ROWS` appends rows that follow from their number, one every
/// 50 µs, and stores into the file TALLY how many were committed.
/// `victim probe RECORDING` runs a probe at 50 µs with a busy thread and events.
/// `victim rotate RECORDING KEPT-FILES` goes on in new files several times a second.
/// `victim exit RECORDING` records an event and exits without stopping its probe.
/// `victim fork RECORDING` forks a child that records events, and a probe of its own into
/// RECORDING.child.
@main
struct Victim {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments[1] {
    case "writer":
      try write(to: arguments[2], tally: arguments[3], rowsPerBlock: Int(arguments[4])!)
    case "probe": try probe(to: arguments[2])
    case "rotate": try RotatingVictim.run(path: arguments[2], keptFiles: Int(arguments[3])!)
    case "exit": try exitWhileRecording(to: arguments[2])
    case "fork": try forkWhileRecording(to: arguments[2])
    default: exit(64)
    }
  }

  private static func write(to path: String, tally: String, rowsPerBlock: Int) throws {
    let descriptor = open(tally, O_RDWR)
    let memory = mmap(nil, 8, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)!
    let committed = memory.assumingMemoryBound(to: Atomic<UInt64>.self)
    var options = LogWriter.Options()
    options.rowsPerBlock = rowsPerBlock
    options.labelCapacity = 1024
    options.growth = 4096
    var writer = try LogWriter(
      path: path, header: LogHeader(format: ""), schema: VictimRows.schema, options: options)
    print("recording", terminator: "\n")
    fflush(nil)
    for number in 0..<UInt64.max {
      let row = VictimRows.row(number)
      let label = VictimRows.label(number).map { Array($0.utf8) }
      try row.withUnsafeBufferPointer { values in
        if let label {
          try label.withUnsafeBytes { try writer.append(values, label: $0) }
        } else {
          try writer.append(values)
        }
      }
      committed.pointee.store(number + 1, ordering: .releasing)
      usleep(50)
    }
  }

  private static func probe(to path: String) throws {
    let probe = try Probe(recordingTo: path)
    let turns = try probe.counter("turns")
    try probe.start(every: .microseconds(50))
    print("recording", terminator: "\n")
    fflush(nil)
    var memory: [UInt64] = []
    for turn in 0..<Int.max {
      turns.add()
      memory.append(UInt64(turn) &* 31)
      if memory.count > 1 << 20 { memory = [] }
      if turn % 50_000 == 0 { probe.event("turn \(turn)") }
    }
  }

  private static func exitWhileRecording(to path: String) throws {
    Probe.global = try Probe(recordingTo: path)
    try Probe.global?.start(every: .milliseconds(1))
    usleep(20_000)
    Probe.event("last words")
    exit(3)
  }

  private static func forkWhileRecording(to path: String) throws {
    let probe = try Probe(recordingTo: path)
    Probe.global = probe
    try probe.start(every: .milliseconds(1))
    probe.event("before the fork")
    // A child inherits the locks of the Swift runtime. The heartbeat takes them in its first beats,
    // and not any more once it has met all its types.
    usleep(200_000)
    let status = run_in_forked_child {
      Probe.event("from the child")
      if let path = CommandLine.arguments.last,
        let own = try? Probe(recordingTo: path + ".child"),
        (try? own.start(every: .milliseconds(1))) != nil
      {
        own.event("from the child's own probe")
      }
      usleep(20_000)
      Probe.global?.stop()
    }
    probe.event("after the fork, \(status)")
    usleep(20_000)
    probe.stop()
  }
}
