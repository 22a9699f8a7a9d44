extension Int {
  /// The nearest integer that exists: NaN gives 0, what is too large the largest.
  ///
  /// Recordings may hold any number, and `Int(_:)` traps on those that don't fit.
  init(saturating value: Double) {
    if value.isNaN {
      self = 0
    } else if value >= 9.2e18 {
      self = .max
    } else if value <= -9.2e18 {
      self = .min
    } else {
      self = Int(value)
    }
  }
}
