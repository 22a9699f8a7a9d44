extension BlockSummary.Range {
  /// Appends the range: the first value, then the others as differences that are mostly zero.
  /// Spec/format.md, section "Ranges".
  func append(to sink: inout ByteSink, as type: Column.ValueType) {
    let first = type.ordered(first)
    let last = type.ordered(last)
    sink.append(zigzag: first)
    sink.append(zigzag: last &- first)
    sink.append(zigzag: min(first, last) &- type.ordered(minimum))
    sink.append(zigzag: type.ordered(maximum) &- max(first, last))
  }

  /// Reads a range.
  init(from cursor: inout ByteCursor, as type: Column.ValueType) throws(Malformed) {
    let first = try cursor.readZigzag()
    let last = first &+ (try cursor.readZigzag())
    let minimum = min(first, last) &- (try cursor.readZigzag())
    let maximum = max(first, last) &+ (try cursor.readZigzag())
    self.init(
      first: type.bits(first), last: type.bits(last), minimum: type.bits(minimum),
      maximum: type.bits(maximum))
  }
}

extension Column.ValueType {
  /// A stored value as a signed integer that orders as the values do.
  ///
  /// For doubles it is the total order of IEEE 754: their bits, with all but the sign flipped for
  /// negative ones. It is its own inverse for every type.
  func ordered(_ bits: UInt64) -> Int64 {
    let signed = Int64(bitPattern: bits)
    switch self {
    case .int64: return signed
    case .uint64: return signed ^ Int64.min
    case .float64: return signed ^ ((signed >> 63) & Int64.max)
    }
  }

  /// The inverse of `ordered`.
  func bits(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: ordered(UInt64(bitPattern: value)))
  }
}
