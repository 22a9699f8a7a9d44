import Glibc
import ReadingsProbe

/// A small Swift program whose memory is compared with and without a probe: `probe-host PATH` and
/// `probe-host`. It does ordinary things with strings, collections and errors, as any program does,
/// so that what it shares with the probe, the Swift runtime above all, is in memory in either case.
@main
struct Host {
  private struct Refusal: Error {
    let word: String
  }

  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first
    print("warm-up", work(rounds: 200))
    let probe = try path.map { try Probe(recordingTo: $0) }
    try probe?.start(every: .microseconds(200))
    for _ in 0..<50 {
      usleep(20_000)
      probe?.event("a request")
    }
    let memory = memoryKiB()
    print("resident", memory.resident, memory.unshared)
    probe?.stop()
  }

  private static func work(rounds: Int) -> Int {
    var counts: [String: Int] = [:]
    var refused = 0
    for round in 0..<rounds {
      for word in "the quick brown fox jumps over the lazy dog \(round)".split(separator: " ") {
        counts["\(word)", default: 0] += 1
      }
      do {
        try check(round)
      } catch let refusal as Refusal {
        refused += refusal.word.count
      } catch { return 0 }
    }
    let sorted: [Any] = counts.sorted { $0.value > $1.value }.map { $0 as Any }
    return sorted.compactMap { $0 as? (key: String, value: Int) }.reduce(refused) { $0 + $1.value }
  }

  private static func check(_ round: Int) throws {
    if round % 3 == 0 { throw Refusal(word: "\(Double(round) / 7)") }
  }

  /// The resident memory, and what of it no other process can share, in KiB.
  private static func memoryKiB() -> (resident: Int, unshared: Int) {
    var text = [UInt8](repeating: 0, count: 4096)
    let rollup = open("/proc/self/smaps_rollup", O_RDONLY)
    defer { close(rollup) }
    let count = read(rollup, &text, text.count)
    var sizes: [Substring: Int] = [:]
    for line in String(decoding: text[..<max(count, 0)], as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count == 3 { sizes[fields[0]] = Int(fields[1]) }
    }
    return (sizes["Rss:"] ?? 0, sizes["Private_Dirty:"] ?? 0)
  }
}
