import Foundation
import ReadingsProbe

/// A program whose recording goes on in new files several times a second: many metrics that no codec
/// makes smaller, at a beat of 50 µs, in files of 1 MiB.
enum RotatingVictim {
  /// The metrics that are noise.
  static let noisyMetrics = 200

  /// Records until it is killed. One thread adds up events and says in each how many came before it.
  static func run(path: String, keptFiles: Int) throws {
    var options = Probe.Options()
    options.rotation = Rotation(maximumSize: 1 << 20, keptFiles: keptFiles)
    let probe = try Probe(recordingTo: path, options: options)
    for number in 0..<noisyMetrics {
      try probe.observe("noise \(number)") { Int64.random(in: .min ... .max) }
    }
    try probe.start(every: .microseconds(50))
    print("recording", terminator: "\n")
    fflush(nil)
    for turn in 0..<Int.max {
      probe.event("turn \(turn)")
      usleep(1_000)
    }
  }
}
