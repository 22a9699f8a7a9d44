import Foundation
import ReadingsFormat

/// What a row takes in a file, and how long writing and reading it takes.
struct FormatBench {
  let traces: [Trace]

  func run() throws {
    for (name, unit) in [("bytes_per_row", UInt64(100)), ("bytes_per_row_1ns", 1)] {
      let sizes = try traces.map { trace in
        let file = try write(trace.clocked(nanoseconds: unit))
        defer { try? FileManager.default.removeItem(atPath: file.path) }
        return Double(file.size) / Double(trace.rows.count)
      }
      Bench.report(name, sizes.reduce(0, +) / Double(sizes.count))
    }
    var appends: [Double] = []
    var decodes: [Double] = []
    for trace in traces.map({ $0.clocked(nanoseconds: 100) }) {
      var appended: [Double] = []
      var decoded: [Double] = []
      for _ in 0..<5 {
        let file = try write(trace)
        appended.append(file.nanoseconds / Double(trace.rows.count))
        decoded.append(try read(file.path) / Double(trace.rows.count))
        try FileManager.default.removeItem(atPath: file.path)
      }
      appends.append(Bench.median(appended))
      decodes.append(Bench.median(decoded))
    }
    Bench.report("append_ns_per_row", appends.reduce(0, +) / Double(appends.count))
    Bench.report("decode_ns_per_row", decodes.reduce(0, +) / Double(decodes.count))
  }

  private func write(
    _ trace: Trace
  ) throws -> (path: String, size: Int, nanoseconds: Double) {
    let path = "/dev/shm/readings-bench-\(UUID().uuidString).rdg"
    let start = ContinuousClock.now
    var writer = try LogWriter(path: path, header: LogHeader(format: ""), schema: trace.schema)
    for row in trace.rows { try row.withUnsafeBufferPointer { try writer.append($0) } }
    try writer.close()
    let taken = ContinuousClock.now - start
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    return (path, size, taken / .nanoseconds(1))
  }

  private func read(_ path: String) throws -> Double {
    let start = ContinuousClock.now
    let reader = try LogReader(path: path)
    let block = ColumnBlock()
    var rows = 0
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      rows += block.rowCount
    }
    precondition(rows > 0 && reader.damage.isEmpty)
    return (ContinuousClock.now - start) / .nanoseconds(1)
  }
}
