import Foundation
import ReadingsFormat

/// What decoding every block of a file takes, and what it takes to copy as many values.
///
/// The file is in the page cache. The copy goes block by block from an array of all the trace's
/// values, which is as far away as main memory, to one place that stays near, as a decoded block's
/// values do.
struct DecodingTime: Timing {
  let traces: [Trace]
  /// Where the traces' recordings are.
  let folder: URL
  private var comparison = Comparison()

  init(traces: [Trace], folder: URL) {
    self.traces = traces
    self.folder = folder
  }

  mutating func runRound() throws {
    try comparison.addRound(traces: traces.count) { index in
      let trace = traces[index]
      let path = folder.appendingPathComponent("\(trace.name).rdg").path
      let rows = Double(trace.rowCount)
      return (try Self.decode(path) / rows, Self.copy(trace) / rows)
    }
  }

  func report() { comparison.report("decode", over: "memcpy", traces: traces) }

  private static func decode(_ path: String) throws -> Double {
    let reader = try LogReader(path: path)
    let block = ColumnBlock()
    var rows = 0
    let nanoseconds = try CPUTime.nanoseconds {
      for index in reader.blocks.indices {
        try reader.decode(index, into: block)
        rows += block.rowCount
      }
    }
    precondition(rows > 0 && reader.damage.isEmpty)
    return nanoseconds
  }

  private static func copy(_ trace: Trace) -> Double {
    let size = trace.width * LogWriter.Options().rowsPerBlock
    let block = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    defer { block.deallocate() }
    block.initialize(repeating: 0, count: size)
    var sum: UInt64 = 0
    let nanoseconds = trace.words.withUnsafeBufferPointer { words in
      CPUTime.nanoseconds {
        for first in stride(from: 0, to: words.count, by: size) {
          let count = min(size, words.count - first)
          memcpy(block, words.baseAddress! + first, 8 * count)
          sum &+= block[count - 1]
        }
      }
    }
    // Copies that nobody looks at would be left out.
    precondition(sum != 1)
    return nanoseconds
  }
}
