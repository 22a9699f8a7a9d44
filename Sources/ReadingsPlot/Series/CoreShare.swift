import ReadingsFormat

/// What CPU time is divided by: one core, or the cores that the process may run on.
struct CoreShare: Sendable, Equatable {
  /// Whether one core counts as 100 %.
  let isSingle: Bool
  /// The number of cores that the header gives, where it does.
  let headerCount: Double?

  /// Takes the number of cores from a header.
  init(of header: LogHeader, isSingle: Bool) {
    self.isSingle = isSingle
    headerCount = header.coreCount.flatMap { $0 > 0 ? Double($0) : nil }
  }

  /// What CPU time is divided by in a row, whose own number of cores goes before the header's.
  func divisor(rowCount: Double?) -> Double {
    if isSingle { return 1 }
    if let rowCount, rowCount.isFinite, rowCount >= 1 { return rowCount }
    return headerCount ?? 1
  }
}
