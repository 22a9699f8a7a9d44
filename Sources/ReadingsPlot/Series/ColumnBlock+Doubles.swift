import ReadingsFormat

extension ColumnBlock {
  /// A column's values in its unit, one a row.
  ///
  /// It gives what `Column.double(_:)` does, but looks at the type once and not in every row.
  func doubles(_ column: Int) -> [Double] {
    let (type, scale) = (schema.columns[column].type, schema.columns[column].scale)
    return withColumn(column) { bits in
      switch type {
      case .int64: bits.map { scale.apply(Double(Int64(bitPattern: $0))) }
      case .uint64: bits.map { scale.apply(Double($0)) }
      case .float64: bits.map { Double(bitPattern: $0) }
      }
    }
  }

  /// The sums of some columns, one a row.
  func doubles(summing columns: [Int]) -> [Double] {
    guard let first = columns.first else { return [Double](repeating: 0, count: rowCount) }
    var sums = doubles(first)
    for column in columns.dropFirst() {
      let values = doubles(column)
      for row in sums.indices { sums[row] += values[row] }
    }
    return sums
  }
}
