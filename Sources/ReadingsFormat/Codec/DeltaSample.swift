/// A sample of a column's deltas, by which it is decided how to code them.
enum DeltaSample {
  /// The most deltas that a sample may have.
  static let bound = 2 * PackedRun.sampleCount

  /// Copies every so manyth delta; returns how many.
  static func take(
    from deltas: UnsafePointer<UInt64>, count: Int, into sample: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let stride = PackedRun.sampleStride(count)
    var sampled = 0
    var index = 0
    while index < count {
      sample[sampled] = deltas[index]
      sampled &+= 1
      index &+= stride
    }
    return sampled
  }

  /// Copies the deltas of the same rows of any column.
  static func take(
    from rows: OpenRows, column: Int, into sample: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let stride = PackedRun.sampleStride(rows.count - 1)
    var sampled = 0
    var row = 1
    while row < rows.count {
      sample[sampled] = rows.delta(row: row, column: column)
      sampled &+= 1
      row &+= stride
    }
    return sampled
  }

  /// The smallest of a sample, and all bits that are set in any.
  static func survey(
    _ sample: UnsafePointer<UInt64>, count: Int
  ) -> DeltaSurvey {
    var survey = DeltaSurvey(sample[0])
    for index in 1..<max(count, 1) { survey.add(sample[index]) }
    return survey
  }
}

/// What a pass over deltas tells.
struct DeltaSurvey {
  /// The smallest delta.
  var minimum: Int64
  /// All bits that are set in any of them.
  var union: UInt64

  init(_ delta: UInt64) {
    minimum = Int64(bitPattern: delta)
    union = delta
  }

  init(minimum: Int64, union: UInt64) {
    self.minimum = minimum
    self.union = union
  }

  @inline(__always) mutating func add(_ delta: UInt64) {
    minimum = min(minimum, Int64(bitPattern: delta))
    union |= delta
  }

  /// How many low bits are zero in all of them.
  var shift: Int { union.trailingZeroBitCount & 63 }
  /// Those bits.
  var lowBits: UInt64 { (1 &<< UInt64(shift)) &- 1 }
}
