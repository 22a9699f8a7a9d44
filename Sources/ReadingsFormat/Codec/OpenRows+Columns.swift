import CReadingsKernels

extension OpenRows {
  /// Finds, for every column, the bits in which some value differs from the first row's, and the
  /// smallest delta.
  ///
  /// Row after row, as they lie in memory: most columns of most blocks do not vary at all, and are
  /// not looked at again.
  func survey(
    variation: UnsafeMutablePointer<UInt64>, smallest: UnsafeMutablePointer<Int64>
  ) {
    creadings_survey(base, stride, count, columnCount, variation, smallest)
  }

  /// Writes the deltas of the first one to four of the columns, one behind the other at a distance of
  /// `pitch` words: a pass over the rows looks at each of their cache lines once for all of them.
  func gatherDeltas(
    of columns: SIMD4<Int>, count columnCount: Int, into deltas: UnsafeMutablePointer<UInt64>,
    pitch: Int
  ) {
    assert(columns.max() < self.columnCount && columns.min() >= 0)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4) { offsets in
      for lane in 0..<4 { offsets[lane] = 8 * columns[lane] }
      creadings_gather(base, stride, count, offsets.baseAddress!, columnCount, deltas, pitch)
    }
  }

  /// Takes off deltas what a link to another column explains; returns what is known of the rest.
  func subtract(_ link: ColumnLink, from deltas: UnsafeMutablePointer<UInt64>) -> DeltaSurvey {
    assert(link.reference < columnCount)
    let survey = creadings_subtract(
      base + 8 * link.reference, stride, count - 1, link.kernel, deltas)
    return DeltaSurvey(minimum: survey.least, union: survey.all)
  }
}
