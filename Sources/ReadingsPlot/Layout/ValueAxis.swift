/// The range of a panel's values and its ticks.
struct ValueAxis: Sendable, Equatable {
  /// The values at the lower and upper edge.
  let range: ClosedRange<Double>
  /// How values are divided and written.
  let scale: ValueScale

  /// Makes an axis around some values, which starts at zero unless they are far from it.
  ///
  /// - Parameters:
  ///   - extremes: the smallest and largest value; `nil` if there is none.
  ///   - startsAtZero: whether zero must be on the axis, as it must under areas.
  init(_ extremes: ClosedRange<Double>?, scale: ValueScale, startsAtZero: Bool) {
    self.scale = scale
    guard let extremes, extremes.lowerBound.magnitude < 1e300,
      extremes.upperBound.magnitude < 1e300
    else {
      range = 0...1
      return
    }
    var (low, high) = (extremes.lowerBound, extremes.upperBound)
    let size = max(low.magnitude, high.magnitude)
    let isFar = high - low < size / 4 && high > low && size.ulp * 64 < high - low
    if startsAtZero || !isFar {
      low = min(low, 0)
      high = max(high, 0)
    }
    // A hair below zero, such as a rounding error, is not worth a part of the axis.
    if startsAtZero && low < 0 && -low < high / 200 { low = 0 }
    if high <= low { high = low + 1 }
    let room = (high - low) * 0.06
    range = (low == 0 ? 0 : low - room)...(high == 0 ? 0 : high + room)
  }

  /// The ticks for a panel of some height in pixels.
  func ticks(height: Double) -> [Tick] {
    let count = min(max(Int(saturating: height / 26), 1), 8)
    // One tick gives no measure: a panel takes denser ones until there are two, or three in a
    // tall one.
    let enough = height < 60 ? 2 : 3
    let most = max(Int(saturating: height / 11), count)
    for count in count...most {
      let ticks = scale.ticks(in: range, atMost: count)
      if ticks.count >= enough { return ticks }
    }
    return scale.ticks(in: range, atMost: count)
  }

  /// Where a value lies: 0 at the lower edge, 1 at the upper.
  func share(of value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }
}
