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
@main
struct Victim {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments[1] {
    case "writer":
      try write(to: arguments[2], tally: arguments[3], rowsPerBlock: Int(arguments[4])!)
    case "probe": try probe(to: arguments[2])
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
}
