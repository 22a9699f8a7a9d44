extension ClosedRange {
  /// The smallest range that holds both.
  func hull(_ other: Self?) -> Self {
    guard let other else { return self }
    return Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
