/// Turns a counter's growth from row to row into rates over windows long enough to mean something.
///
/// The kernel books the time of a thread on another core in jumps of up to 4 ms, at its timer
/// tick. At a heartbeat of 50 µs the rate from row to row would be a comb of 0 and 8000 %. So rows
/// are joined into windows of at least `window` seconds, each with one rate. A remainder that is
/// shorter joins the window before it. The sum is never changed: what the counter grew by is the
/// area under the curve.
struct RateMeter: Sendable {
  /// The shortest window in seconds: two and a half timer ticks of a kernel at 250 Hz.
  static let shortestWindow = 0.01

  /// The rates, by pixel column.
  private(set) var series: RateSeries
  private let window: Double
  private var finished: Window?
  private var open: Window?

  /// Growth between two rows.
  private struct Window {
    var start: Double
    var end: Double
    var amount = 0.0
    var length: Double { end - start }
  }

  /// Makes a meter without rows.
  init(axis: TimeAxis, window: Double = RateMeter.shortestWindow) {
    series = RateSeries(axis: axis)
    self.window = window
  }

  /// Starts anew at a row whose growth since the one before is not known.
  mutating func restart(at seconds: Double) {
    finish()
    open = Window(start: seconds, end: seconds)
  }

  /// Adds a row and what the counter grew by since the one before it.
  mutating func add(_ growth: Double, at seconds: Double, afterGap: Bool) {
    guard var current = open else {
      restart(at: seconds)
      return
    }
    if afterGap {
      leap(growth, to: seconds)
      return
    }
    current.end = max(seconds, current.end)
    current.amount += growth
    if current.length >= window {
      commit()
      finished = current
      open = Window(start: current.end, end: current.end)
    } else {
      open = current
    }
  }

  /// Spreads growth evenly over a gap.
  private mutating func leap(_ growth: Double, to seconds: Double) {
    guard var gap = open else { return }
    // What was counted in a moment too short for a rate goes with the gap, unless a window before
    // can take it.
    if finished != nil {
      finish()
      gap = Window(start: gap.end, end: gap.end)
    }
    gap.end = max(seconds, gap.end)
    gap.amount += growth
    series.spread(gap.amount, from: gap.start, to: gap.end, isGap: true)
    open = Window(start: gap.end, end: gap.end)
  }

  /// Spreads what is still held back, after the last row or before a break.
  mutating func finish() {
    guard let rest = open else { return }
    if var last = finished {
      last.end = rest.end
      last.amount += rest.amount
      finished = last
      commit()
    } else {
      series.spread(rest.amount, from: rest.start, to: rest.end)
    }
    open = nil
  }

  private mutating func commit() {
    guard let window = finished else { return }
    series.spread(window.amount, from: window.start, to: window.end)
    finished = nil
  }
}
