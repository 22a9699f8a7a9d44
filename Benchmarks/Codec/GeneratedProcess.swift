import Foundation
import SeededRandom

/// The vitals of a process that does not exist, with what makes real ones hard to compress: the
/// jitter of wake-ups, CPU time that arrives late, and levels that rest between jumps.
struct GeneratedProcess {
  private var generator: SeededGenerator
  private let period: Double
  private var time: UInt64 = 0
  private var resident: UInt64 = 12 << 20
  private var peak: UInt64 = 12 << 20
  private var user: UInt64 = 0
  private var system: UInt64 = 0
  private var faults: UInt64 = 2000
  private var allocated: UInt64 = 1 << 20
  private var freed: UInt64 = 1 << 18

  /// Starts a process that is looked at every `period` nanoseconds.
  init(seed: UInt64, period: Double) {
    generator = SeededGenerator(seed)
    self.period = period
  }

  /// Time, resident bytes and their peak, µs of user and system time, faults, bytes allocated and
  /// freed.
  var row: [UInt64] { [time, resident, peak, user, system, faults, allocated, freed] }

  /// Goes on to the next beat, which comes nearly in time and costs a little itself.
  mutating func beat() {
    let isLate = happens(0.01)
    time += UInt64(max(0.2 * period, period + jitter(isLate ? period : 5000)))
    if happens(0.9) { user += UInt64(max(0, 34 + jitter(5))) }
    if happens(0.1) { system += UInt64.random(in: 1...40, using: &generator) }
  }

  /// Computes for a period on the thread that is looked at.
  mutating func compute() { user += UInt64(max(0, 960 + jitter(8))) }

  /// Lets another thread compute, whose time arrives in jumps of a scheduler's tick.
  mutating func computeElsewhere() {
    guard happens(0.25) else { return }
    user += 4000 + UInt64.random(in: 0...60, using: &generator)
  }

  /// Allocates and frees bytes of all sizes, and now and then gets new pages for them.
  mutating func allocate() {
    let size = exp(Double.random(in: 5...15, using: &generator))
    allocated += UInt64(size) & ~15
    if happens(0.9) { freed = min(allocated, freed + UInt64(size * noise) & ~15) }
    guard happens(0.3) else { return }
    let pages = UInt64.random(in: 1...40, using: &generator)
    faults += pages
    resident = happens(0.95) ? resident + pages << 12 : max(12 << 20, resident * 7 / 8 & ~4095)
    peak = max(peak, resident)
    system += pages
  }

  /// Whether something of the given probability happens.
  mutating func happens(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < probability
  }

  /// A number around one, seldom far away.
  var noise: Double {
    mutating get { max(0, 1 + jitter(0.2)) }
  }

  /// A number around zero, with a Laplace distribution of the given scale.
  private mutating func jitter(_ scale: Double) -> Double {
    let size = -log(Double.random(in: 0x1p-53..<1, using: &generator)) * scale
    return Bool.random(using: &generator) ? size : -size
  }
}
