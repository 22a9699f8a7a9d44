import Foundation

/// What a probe adds to the resident memory of its host, as the difference between two runs of one
/// small program (Benchmarks/Host).
enum HostMemory {
  static func run() throws {
    var resident: [Double] = []
    var unshared: [Double] = []
    for _ in 0..<7 {
      let path = ProbeBench.path()
      defer { try? FileManager.default.removeItem(atPath: path) }
      let (recorded, plain) = (try memory([path]), try memory([]))
      resident.append(recorded[0] - plain[0])
      unshared.append(recorded[1] - plain[1])
    }
    ProbeBench.report("host_rss_kib", ProbeBench.median(resident))
    ProbeBench.report("host_unshared_kib", ProbeBench.median(unshared))
  }

  /// The two figures at the end of what the program prints.
  private static func memory(_ arguments: [String]) throws -> [Double] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("probe-host")
    process.arguments = arguments
    // Symbols are looked up at the start in either case, and not one by one where the probe needs
    // more of them.
    process.environment = ["LD_BIND_NOW": "1"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = text.split(whereSeparator: \.isWhitespace).suffix(2)
    return words.count == 2 ? words.map { Double($0) ?? .nan } : [.nan, .nan]
  }
}
