/// Turns a counter's growth from row to row into rates over windows long enough to mean something.
///
/// The kernel books the time of a thread on another core in jumps of up to 4 ms, at its timer
/// tick. At a heartbeat of 50 µs the rate from row to row would be a comb of 0 and 8000 %. So rows
/// are joined into windows of at least `window` seconds, each with one rate, that end where the
/// counter has just jumped: from jump to jump the rate is right, whatever the phase of the ticks.
/// A jump is at least half as large as the window's largest, since the thread that samples is
/// booked to the microsecond and makes the counter creep between the ticks.
/// A counter that rests ends its window all the same, at one and a half times the length. A remainder that is shorter joins the window
/// before it. The sum is never changed: what the counter grew by is the area under the curve.
///
/// A second counter, of which the first may be the whole, is measured over the same windows.
struct RateMeter: Sendable {
  /// How much both counters grew by.
  typealias Growth = SIMD2<Double>

  /// The first counter's rate, by pixel column.
  private(set) var first: RateSeries
  /// The second counter's rate.
  private(set) var second: RateSeries
  private let window: Double
  private var finished: Window?
  private var open: Window?

  /// Growth between two rows.
  private struct Window {
    var start: Double
    var end: Double
    var growth = Growth.zero
    /// The most that the first counter grew by from one row to the next.
    var largest = 0.0
    var length: Double { end - start }
  }

  /// Makes a meter without rows.
  init(axis: TimeAxis, window: Double) {
    first = RateSeries(axis: axis)
    second = first
    self.window = window
  }

  /// Starts anew at a row whose growth since the one before is not known.
  mutating func restart(at seconds: Double) {
    finish()
    open = Window(start: seconds, end: seconds)
  }

  /// Adds a row and what the counters grew by since the one before it.
  mutating func add(_ growth: Growth, at seconds: Double, afterGap: Bool) {
    guard var current = open else {
      restart(at: seconds)
      return
    }
    if afterGap {
      leap(growth, to: seconds)
      return
    }
    current.end = max(seconds, current.end)
    current.growth += growth
    current.largest = max(current.largest, growth[0])
    open = current
    let hasJumped = growth[0] > 0 && growth[0] >= current.largest / 2
    if current.length >= window && hasJumped || current.length >= 1.5 * window {
      commit()
      finished = current
      open = Window(start: current.end, end: current.end)
    }
  }

  /// Spreads what is still held back, after the last row or before a break.
  mutating func finish() {
    guard let rest = open else { return }
    if var last = finished {
      if rest.length < window {
        last.end = rest.end
        last.growth += rest.growth
        finished = last
        commit()
      } else {
        commit()
        spread(rest)
      }
    } else {
      spread(rest)
    }
    open = nil
  }

  /// Spreads growth evenly over a gap.
  private mutating func leap(_ growth: Growth, to seconds: Double) {
    guard var gap = open else { return }
    // What was counted in a moment too short for a rate goes with the gap, unless a window before
    // can take it.
    if finished != nil || gap.length >= window {
      finish()
      gap = Window(start: gap.end, end: gap.end)
    }
    gap.end = max(seconds, gap.end)
    gap.growth += growth
    spread(gap, isGap: true)
    open = Window(start: gap.end, end: gap.end)
  }

  private mutating func commit() {
    if let finished { spread(finished) }
    finished = nil
  }

  private mutating func spread(_ window: Window, isGap: Bool = false) {
    first.spread(window.growth[0], from: window.start, to: window.end, isGap: isGap)
    second.spread(window.growth[1], from: window.start, to: window.end, isGap: isGap)
  }
}
