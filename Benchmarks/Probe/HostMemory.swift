import Foundation
import ReadingsProbe

/// What a probe adds to the resident memory of its host, as the difference between two runs of one
/// small program.
enum HostMemory {
  static func run() throws {
    var differences: [Double] = []
    for _ in 0..<7 {
      let path = ProbeBench.path()
      defer { try? FileManager.default.removeItem(atPath: path) }
      differences.append(try resident(["host", path]) - resident(["host"]))
    }
    ProbeBench.report("host_rss_kib", ProbeBench.median(differences))
  }

  /// The program: it records 5,000 beats and 50 events, or just lives as long, and prints its
  /// resident memory in KiB.
  static func host(recordingTo path: String?) throws {
    let probe = try path.map { try Probe(recordingTo: $0) }
    try probe?.start(every: .microseconds(200))
    for _ in 0..<50 {
      usleep(20_000)
      probe?.event("a request")
    }
    let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    print(Int(statm.split(separator: " ")[1])! * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024)
    fflush(nil)
    probe?.stop()
  }

  private static func resident(_ arguments: [String]) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
  }
}
