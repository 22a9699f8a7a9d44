import Foundation

/// Measures the format; prints one `name value` line for each figure.
///
/// `codec-bench FOLDER` measures our side, and leaves in the folder what `rivals.py` compares it
/// with. `codec-bench sum FILE...` is the side of a race that `rivals.py` runs.
@main
struct CodecBench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "sum": try ColumnSums.run(paths: Array(arguments.dropFirst()))
    case let path?: try measure(in: URL(fileURLWithPath: path))
    case nil: try FileManager.default.withScratchFolder(measure)
    }
  }

  private static func measure(in folder: URL) throws {
    let source = ProcessInfo.processInfo.environment["TRACES"] ?? "../shared/traces"
    let traces = try Trace.load(folder: URL(fileURLWithPath: source)) ?? Trace.generated()
    try Export(traces: traces, folder: folder).write()
    try FileSizes(traces: traces, folder: folder).run()
    let clocked = traces.map(\.withDefaultClock)
    SealingTime.run(clocked)
    try AppendingTime.run(clocked)
    try DecodingTime.run(clocked, folder: folder)
    try SeekingTime.run(clocked, folder: folder)
    for trace in clocked {
      let path = folder.appendingPathComponent("\(trace.name).repeated.rdg").path
      try trace.record(to: path, rowCount: 10_000_000 / clocked.count)
    }
  }
}

extension FileManager {
  /// Calls `body` with a new folder, which is removed afterwards.
  fileprivate func withScratchFolder(_ body: (URL) throws -> Void) throws {
    let folder = temporaryDirectory.appendingPathComponent("readings-bench-\(UUID().uuidString)")
    try createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? removeItem(at: folder) }
    try body(folder)
  }
}
