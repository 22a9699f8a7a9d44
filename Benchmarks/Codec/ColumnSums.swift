import ReadingsFormat

/// The sum of every column of several recordings.
enum ColumnSums {
  /// Prints the CPU time that it takes, and then the sums, a line a file.
  static func run(paths: [String]) throws {
    var sums: [[String]] = []
    let nanoseconds = try CPUTime.nanoseconds { sums = try paths.map(sums(of:)) }
    print(Int(nanoseconds))
    for sum in sums { print(sum.joined(separator: " ")) }
  }

  private static func sums(of path: String) throws -> [String] {
    let reader = try LogReader(path: path)
    let columns = reader.schemas[0].columns
    var integers = [Int128](repeating: 0, count: columns.count)
    var doubles = [Double](repeating: 0, count: columns.count)
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      for column in columns.indices {
        block.withColumn(column) { values in
          if columns[column].type == .float64 {
            doubles[column] += doubleSum(values)
          } else {
            integers[column] += integerSum(values)
          }
        }
      }
    }
    return columns.indices.map {
      columns[$0].type == .float64 ? "\(doubles[$0])" : "\(integers[$0])"
    }
  }

  /// The exact sum of signed integers. Raised by 2⁶³ each they are unsigned, and the halves of up to
  /// 2³² of them add up without an overflow.
  private static func integerSum(_ values: UnsafeBufferPointer<UInt64>) -> Int128 {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for value in values {
      let raised = value ^ 1 << 63
      low &+= raised & 0xffff_ffff
      high &+= raised >> 32
    }
    return Int128(high) << 32 + Int128(low) - Int128(values.count) << 63
  }

  /// The sum of doubles, by four that do not wait for each other.
  private static func doubleSum(_ values: UnsafeBufferPointer<UInt64>) -> Double {
    var sums = SIMD4<Double>.zero
    let whole = values.count & ~3
    for row in stride(from: 0, to: whole, by: 4) {
      sums += SIMD4(
        Double(bitPattern: values[row]), Double(bitPattern: values[row + 1]),
        Double(bitPattern: values[row + 2]), Double(bitPattern: values[row + 3]))
    }
    return values[whole...].reduce(sums.sum()) { $0 + Double(bitPattern: $1) }
  }
}
