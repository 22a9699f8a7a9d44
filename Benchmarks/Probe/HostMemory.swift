import Foundation

/// What a probe adds to the resident memory of its host, as the difference between two runs of one
/// small program (Benchmarks/Host).
enum HostMemory {
  static func run() throws {
    var differences: [Double] = []
    for _ in 0..<7 {
      let path = ProbeBench.path()
      defer { try? FileManager.default.removeItem(atPath: path) }
      differences.append(try resident([path]) - resident([]))
    }
    ProbeBench.report("host_rss_kib", ProbeBench.median(differences))
  }

  private static func resident(_ arguments: [String]) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("probe-host")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let last = text.split(separator: "\n").last?.split(separator: " ").last
    return last.flatMap { Double($0) } ?? .nan
  }
}
