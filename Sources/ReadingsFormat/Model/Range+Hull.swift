extension Range {
  /// From where the first of two ranges begins to where the last of them ends.
  func hull(with other: Range) -> Range {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}

extension ClosedRange {
  /// From where the first of two ranges begins to where the last of them ends.
  func hull(with other: ClosedRange?) -> ClosedRange {
    guard let other else { return self }
    return Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
