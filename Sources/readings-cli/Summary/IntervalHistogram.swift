/// How far apart the beats of a recording are, in bounded memory whatever its length.
///
/// Intervals are counted in classes that are 1/1024 of their size wide. The median is the mean of
/// its class, and so exact when the intervals there are equal.
struct IntervalHistogram {
  /// The longest interval, in nanoseconds; 0 if there is none.
  private(set) var longest: Int64 = 0
  /// When the longest interval starts, in seconds since the origin.
  private(set) var longestStart = 0.0
  /// All intervals together, in nanoseconds.
  private(set) var total: Int64 = 0
  /// The number of intervals.
  private(set) var count = 0

  private struct Class {
    var count = 0
    var sum = 0.0
  }

  private static let digits = 10
  private var classes: [Class] = []
  private var lastBeat: Double?

  /// Adds a beat at a time in seconds since the origin, not before the one added last.
  mutating func add(beatAt seconds: Double) {
    defer { lastBeat = seconds }
    guard let lastBeat else { return }
    let nanoseconds = ((seconds - lastBeat) * 1e9).rounded()
    let interval = nanoseconds >= 9e18 ? Int64.max : Int64(max(0, nanoseconds))
    count += 1
    total = total.addingReportingOverflow(interval).overflow ? .max : total + interval
    if interval > longest {
      longest = interval
      longestStart = lastBeat
    }
    let index = Self.index(of: interval)
    if index >= classes.count {
      classes += repeatElement(Class(), count: index + 1 - classes.count)
    }
    classes[index].count += 1
    classes[index].sum += Double(interval)
  }

  /// Forgets the last beat, so that the next one ends no interval.
  mutating func interrupt() { lastBeat = nil }

  /// The interval that half of all are shorter than, in nanoseconds; `nil` if there are none.
  var median: Int64? {
    guard count > 0 else { return nil }
    var before = 0
    for entry in classes {
      before += entry.count
      if before * 2 >= count { return Int64(min(9e18, entry.sum / Double(entry.count))) }
    }
    return nil
  }

  /// How many intervals are longer than `threshold` nanoseconds, to a thousandth of it.
  func count(longerThan threshold: Int64) -> Int {
    let index = Self.index(of: threshold) + 1
    return classes.dropFirst(index).reduce(0) { $0 + $1.count }
  }

  /// The class of an interval: its highest binary digits and how many follow.
  private static func index(of interval: Int64) -> Int {
    let shift = max(0, Int64.bitWidth - interval.leadingZeroBitCount - digits - 1)
    return shift << digits + Int(interval >> Int64(shift))
  }
}
