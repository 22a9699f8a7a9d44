@testable import ReadingsFormat

/// Ranges. Spec/format.md, section 5.2.
extension BlockRecipe {
  /// The ranges of some columns, coded.
  static func ranges(of columns: [ColumnRecipe], schema: Schema) -> [UInt8] {
    var output = ByteBuilder()
    let ranges = zip(columns, schema.columns).map { column, description in
      coded(range(of: column.values, as: description.type), as: description.type)
    }
    for pair in stride(from: 0, to: ranges.count, by: 2) {
      let second = pair + 1 < ranges.count ? ranges[pair + 1] : (parts: 0, bytes: [])
      output.append(ranges[pair].parts | second.parts << 4)
      output.append(ranges[pair].bytes + second.bytes)
    }
    return output.bytes
  }

  /// First, last, smallest and largest of some values.
  static func range(of values: [UInt64], as type: Column.ValueType) -> ColumnExtent {
    let extremes =
      switch type {
      case .int64: values.sorted { Int64(bitPattern: $0) < Int64(bitPattern: $1) }
      case .uint64: values.sorted()
      case .float64:
        values.filter { !Double(bitPattern: $0).isNaN }
          .sorted { Double(bitPattern: $0) < Double(bitPattern: $1) }
      }
    return ColumnExtent(
      first: values[0], last: values[values.count - 1], minimum: extremes.first ?? values[0],
      maximum: extremes.last ?? values[0])
  }

  private static func coded(
    _ range: ColumnExtent, as type: Column.ValueType
  ) -> (parts: UInt8, bytes: [UInt8]) {
    let (first, last) = (ordered(range.first, as: type), ordered(range.last, as: type))
    let parts = [
      last &- first, min(first, last) &- ordered(range.minimum, as: type),
      ordered(range.maximum, as: type) &- max(first, last),
    ]
    var output = ByteBuilder()
    output.append(zigzag: first)
    var flags: UInt8 = 0
    for (bit, part) in parts.enumerated() where part != 0 {
      flags |= 1 << UInt8(bit)
      output.append(zigzag: part)
    }
    return (flags, output.bytes)
  }

  private static func ordered(_ bits: UInt64, as type: Column.ValueType) -> Int64 {
    switch type {
    case .int64: Int64(bitPattern: bits)
    case .uint64: Int64(bitPattern: bits ^ 1 << 63)
    case .float64: Int64(bitPattern: bits >> 63 == 1 ? bits ^ (.max >> 1) : bits)
    }
  }
}
