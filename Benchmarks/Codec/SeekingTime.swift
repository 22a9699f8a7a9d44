import Foundation
import ReadingsConvert
import ReadingsFormat

/// What it takes to read 100 ms somewhere in a long recording, from opening the file on.
///
/// The file has ten million rows of the trace with the most columns.
enum SeekingTime {
  private static let rowCount = 10_000_000
  private static let rounds = 41

  static func run(_ traces: [Trace], folder: URL) throws {
    let trace = traces.max { $0.width < $1.width }!
    let path = folder.appendingPathComponent("long.rdg").path
    try trace.record(to: path, rowCount: rowCount)
    Report.line("seek_ms", try times(path) {}.median)
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    // Only what is on the disk can be dropped.
    precondition(descriptor >= 0 && fsync(descriptor) == 0)
    Report.line(
      "seek_cold_ms",
      try times(path) { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }.median)
  }

  /// Milliseconds that reads from different places take, each after `preparation`.
  private static func times(_ path: String, preparation: () -> Void) throws -> [Double] {
    let span = try LogReader(path: path).span!
    let length = span.upperBound - span.lowerBound
    return try (0..<rounds).map { round in
      preparation()
      // Steps by the golden ratio come to places that are spread evenly.
      let place = (Double(round) * 0.618034).truncatingRemainder(dividingBy: 1)
      let start = span.lowerBound + place * (length - 0.1)
      let begin = ContinuousClock.now
      let rows = try read(path, from: start, to: start + 0.1)
      let taken = ContinuousClock.now - begin
      precondition(rows > 0)
      return taken / .milliseconds(1)
    }
  }

  /// Reads the rows between two moments, and returns how many there are.
  private static func read(_ path: String, from start: Double, to end: Double) throws -> Int {
    let reader = try LogReader(path: path, access: .indexed)
    let range = try RowSelection(from: .seconds(start), to: .seconds(end)).seconds(in: reader)!
    let block = ColumnBlock()
    var rows = 0
    for (index, summary) in reader.blocks.enumerated() {
      let ticks = TickRange(range, of: reader.schemas[summary.schemaIndex].columns[0])
      guard ticks.overlaps(summary.times) else { continue }
      try reader.decode(index, into: block)
      rows += ticks.rows(of: block).count
    }
    return rows
  }
}
