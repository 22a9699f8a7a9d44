import Foundation
import ReadingsFormat

/// What it takes to open a recording of 36 million rows, ten hours at 1 ms: a closed one by its index,
/// and one whose process was killed by hopping through its frames.
enum OpeningTime {
  private static let rowCount = 36_000_000
  private static let rounds = 21

  static func run(_ traces: [Trace], folder: URL) throws {
    let trace = traces.max { $0.width < $1.width }!
    for (name, isClosed) in [("open_36m_ms_closed", true), ("open_36m_ms_killed", false)] {
      let path = folder.appendingPathComponent("\(name).rdg").path
      try trace.record(to: path, rowCount: rowCount, closing: isClosed)
      let times = try (0..<rounds).map { _ in
        let begin = ContinuousClock.now
        let reader = try LogReader(path: path, access: isClosed ? .indexed : .complete)
        let taken = ContinuousClock.now - begin
        let rows = reader.blocks.reduce(0) { $0 + $1.rowCount }
        precondition(rows == rowCount && reader.damage.isEmpty)
        return taken / .milliseconds(1)
      }
      Report.line(name, times.median)
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
