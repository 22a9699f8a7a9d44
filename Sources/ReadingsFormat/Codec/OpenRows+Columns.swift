extension OpenRows {
  /// Finds, for every column, the bits in which some value differs from the first row's.
  ///
  /// Row after row, as they lie in memory: most columns of most blocks do not vary at all, and are
  /// not looked at again.
  func findVariation(_ variation: UnsafeMutablePointer<UInt64>) {
    var column = 0
    while column + 8 <= columnCount {
      combine(SIMD8<UInt64>.self, from: column, into: variation)
      column += 8
    }
    while column + 2 <= columnCount {
      combine(SIMD2<UInt64>.self, from: column, into: variation)
      column += 2
    }
    if column < columnCount {
      let first = value(row: 0, column: column)
      var union: UInt64 = 0
      for row in 0..<count { union |= value(row: row, column: column) ^ first }
      variation[column] = union
    }
  }

  @inline(__always) private func combine<Columns: SIMD<UInt64> & BitwiseCopyable>(
    _ columns: Columns.Type, from column: Int, into variation: UnsafeMutablePointer<UInt64>
  ) where Columns.Scalar: FixedWidthInteger {
    let stride = stride
    var source = base + 8 * column
    let first = source.loadUnaligned(as: columns)
    var union = Columns()
    for _ in 0..<count {
      union |= source.loadUnaligned(as: columns) ^ first
      source += stride
    }
    for lane in 0..<Columns.scalarCount {
      variation[column + lane] = UInt64(littleEndian: union[lane])
    }
  }

  /// Writes the deltas of four columns, one behind the other at a distance of `pitch` words, and
  /// returns the smallest of each: a pass over the rows looks at each of their cache lines once for all
  /// of them.
  func gatherDeltas(
    of columns: SIMD4<Int>, into deltas: UnsafeMutablePointer<UInt64>, pitch: Int
  ) -> SIMD4<Int64> {
    let stride = stride
    let (first, second, third) = (deltas, deltas + pitch, deltas + 2 * pitch)
    let fourth = deltas + 3 * pitch
    let (at0, at1, at2, at3) = (columns[0] * 8, columns[1] * 8, columns[2] * 8, columns[3] * 8)
    var source = base
    var last0 = Self.word(source, at0)
    var last1 = Self.word(source, at1)
    var last2 = Self.word(source, at2)
    var last3 = Self.word(source, at3)
    var (least0, least1, least2, least3) = (Int64.max, Int64.max, Int64.max, Int64.max)
    for index in 0..<count - 1 {
      source += stride
      let next0 = Self.word(source, at0)
      let next1 = Self.word(source, at1)
      let next2 = Self.word(source, at2)
      let next3 = Self.word(source, at3)
      let delta0 = next0 &- last0
      let delta1 = next1 &- last1
      let delta2 = next2 &- last2
      let delta3 = next3 &- last3
      first[index] = delta0
      second[index] = delta1
      third[index] = delta2
      fourth[index] = delta3
      least0 = min(least0, Int64(bitPattern: delta0))
      least1 = min(least1, Int64(bitPattern: delta1))
      least2 = min(least2, Int64(bitPattern: delta2))
      least3 = min(least3, Int64(bitPattern: delta3))
      (last0, last1, last2, last3) = (next0, next1, next2, next3)
    }
    return SIMD4(least0, least1, least2, least3)
  }

  /// Takes off deltas what a link to another column explains; returns what is known of the rest.
  func subtract(_ link: ColumnLink, from deltas: UnsafeMutablePointer<UInt64>) -> DeltaSurvey {
    let stride = stride
    var source = base + 8 * link.reference
    var last = Self.word(source, 0)
    var survey = DeltaSurvey(minimum: .max, union: 0)
    for index in 0..<count - 1 {
      source += stride
      let next = Self.word(source, 0)
      let rest = deltas[index] &- link.share(of: next &- last)
      deltas[index] = rest
      survey.add(rest)
      last = next
    }
    return survey
  }

  @inline(__always) private static func word(_ source: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: source.load(fromByteOffset: offset, as: UInt64.self))
  }
}
