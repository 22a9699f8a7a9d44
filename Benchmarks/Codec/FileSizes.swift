import Foundation
import ReadingsFormat

/// What a row takes in a closed file.
struct FileSizes {
  let traces: [Trace]
  let folder: URL

  /// Leaves the files in the folder: `NAME.1ns.rdg`, and `NAME.rdg` with the default clock.
  func run() throws {
    try report("bytes_per_row_1ns", of: traces, ending: "1ns.rdg")
    try report("bytes_per_row", of: traces.map(\.withDefaultClock), ending: "rdg")
  }

  private func report(_ name: String, of traces: [Trace], ending: String) throws {
    let sizes = try traces.map { trace in
      let file = folder.appendingPathComponent("\(trace.name).\(ending)")
      try trace.record(to: file.path)
      let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
      return Double(size) / Double(trace.rowCount)
    }
    Report.line(name, sizes.mean)
    Report.lines(name, of: traces, sizes)
  }
}
