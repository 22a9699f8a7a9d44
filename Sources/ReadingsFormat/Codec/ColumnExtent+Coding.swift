extension ColumnExtent {
  /// The numbers of a range that are there; those that would be 0 are not.
  struct Parts: OptionSet {
    let rawValue: UInt8

    /// The last value is not the first.
    static let last = Parts(rawValue: 1)
    /// The smallest is neither.
    static let minimum = Parts(rawValue: 2)
    /// The largest is neither.
    static let maximum = Parts(rawValue: 4)
    /// What has a meaning.
    static let understood: Parts = [.last, .minimum, .maximum]
  }

  /// The most bytes that a range takes: four numbers of ten each, and its share of a byte of parts.
  static let bound = 41

  /// Appends the range: the first value, then the others as differences, and only those that are
  /// not 0, which the result names. Spec/format.md, section "Ranges".
  func append(to sink: inout ByteSink, as type: Column.ValueType) -> Parts {
    let first = type.ordered(first)
    let last = type.ordered(last)
    sink.append(zigzag: first)
    var parts: Parts = []
    func append(_ difference: Int64, _ part: Parts) {
      guard difference != 0 else { return }
      sink.append(zigzag: difference)
      parts.insert(part)
    }
    append(last &- first, .last)
    append(min(first, last) &- type.ordered(minimum), .minimum)
    append(type.ordered(maximum) &- max(first, last), .maximum)
    return parts
  }

  /// Reads a range of which `parts` are there.
  init(
    _ parts: Parts, from cursor: inout ByteCursor, as type: Column.ValueType
  ) throws(Malformed) {
    guard Parts.understood.isSuperset(of: parts) else { throw Malformed("a range is damaged") }
    let first = try cursor.readZigzag()
    let last = first &+ (parts.contains(.last) ? try cursor.readZigzag() : 0)
    let low = min(first, last) &- (parts.contains(.minimum) ? try cursor.readZigzag() : 0)
    let high = max(first, last) &+ (parts.contains(.maximum) ? try cursor.readZigzag() : 0)
    self.init(
      first: type.bits(first), last: type.bits(last), minimum: type.bits(low),
      maximum: type.bits(high))
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
