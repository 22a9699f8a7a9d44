import Foundation

/// Measures the format; prints one `name value` line for each figure.
///
/// `codec-bench measure TRACES FOLDER` measures our side with the traces of one folder, and leaves in
/// the other what `rivals.py` compares it with. `codec-bench sum FILE...` is our side of a race that
/// `rivals.py` holds.
@main
struct CodecBench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let operands = Array(arguments.dropFirst())
    switch (arguments.first, operands.count) {
    case ("measure", 2):
      try measure(
        URL(fileURLWithPath: operands[0]), leaving: URL(fileURLWithPath: operands[1]))
    case ("sum", 1...): try ColumnSums.run(paths: operands)
    default:
      print("usage: codec-bench measure TRACES FOLDER | codec-bench sum FILE...")
      exit(64)
    }
  }

  private static func measure(_ source: URL, leaving folder: URL) throws {
    let recorded = try Trace.load(folder: source)
    if recorded == nil { print("traces generated") }
    let traces = recorded ?? Trace.generated()
    try FileSizes(traces: traces, folder: folder).run()
    let clocked = traces.map(\.withDefaultClock)
    try Turns.run([
      SealingTime(traces: clocked), AppendingTime(traces: clocked),
      DecodingTime(traces: clocked, folder: folder),
    ])
    try SeekingTime.run(clocked, folder: folder)
    try OpeningTime.run(clocked, folder: folder)
    try Export(traces: traces, folder: folder).write()
  }
}
