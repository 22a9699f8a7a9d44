import ArgumentParser
import Foundation
import ReadingsProbe

/// Compresses a corpus of files on several threads and checks the result, round after round, with a
/// probe that records how it goes.
@main
struct CorpusProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Compress and check a corpus of files, recorded by a probe at 500 µs.")

  @Option(help: "Where the recording goes.")
  var recording = "corpus.rdg"

  @Option(help: "How long to work, in seconds; the last round is finished.")
  var seconds = 5.0

  @Option(help: "How much of the corpus to use, in MiB.")
  var megabytes = 96

  @Option(help: "The number of worker threads.")
  var threads = 3

  @Argument(help: "Folders whose files are the corpus.")
  var folders = [".", "/usr/lib"]

  func run() throws {
    let probe = try Probe(recordingTo: recording)
    let metrics = try Metrics(probe)
    try probe.start(every: .microseconds(500))

    probe.event("reading the corpus")
    let chunks = try readCorpus(limit: megabytes << 20, metrics: metrics)
    let deadline = ContinuousClock.now + .milliseconds(Int(seconds * 1000))
    var round = 0
    repeat {
      round += 1
      probe.event("compressing, round \(round)")
      let compressed = Workshop(threads: threads, metrics: metrics).run(chunks) { chunk in
        Compression.compress(chunk)
      }
      probe.event("checking, round \(round)")
      let results = Workshop(threads: threads, metrics: metrics).run(
        Array(zip(chunks, compressed))
      ) { chunk, packed in
        Compression.expand(packed, count: chunk.count) == chunk
      }
      guard results.allSatisfy({ $0 }) else { throw CorruptedCorpus() }
      let packedCount = compressed.reduce(0) { $0 + $1.count }
      metrics.ratio.set(Double(packedCount) / Double(max(1, chunks.reduce(0) { $0 + $1.count })))
    } while ContinuousClock.now < deadline
    probe.event("done")
    probe.stop()
    print("\(round) rounds over \(chunks.count) chunks, recorded in \(recording)")
  }

  /// The contents of the folders' files in chunks of up to 1 MiB.
  private func readCorpus(limit: Int, metrics: Metrics) throws -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    var total = 0
    for folder in folders {
      // Half of the corpus at most from each folder, so that text and machine code both count.
      let share = total + limit / folders.count
      let files = FileManager.default.enumerator(atPath: folder)
      while total < share, let name = files?.nextObject() as? String {
        guard !name.hasPrefix("."),
          let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
          !data.isEmpty
        else { continue }
        metrics.files.add()
        for start in stride(from: 0, to: min(data.count, share - total), by: 1 << 20) {
          chunks.append(Array(data[start..<min(start + 1 << 20, data.count)]))
        }
        total += data.count
      }
    }
    return chunks
  }
}

/// What went in did not come out.
struct CorruptedCorpus: Error {}
