/// What one column of a recording holds. Spec/format.md, section "Schema frame".
public struct Column: Sendable, Hashable {
  /// How a column's values behave over time.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// The row's time since the recording's origin. The first column, and no other.
    case time = 0
    /// A total that grows, such as CPU time: what matters is its rate.
    case counter = 1
    /// A level that goes up and down, such as resident memory.
    case gauge = 2
  }

  /// How the 64 bits of a value are read.
  public enum ValueType: UInt8, Sendable, CaseIterable {
    /// A signed integer in two's complement.
    case int64 = 0
    /// An unsigned integer.
    case uint64 = 1
    /// An IEEE 754 double.
    case float64 = 2
  }

  /// The name, unique in its schema: 1…1024 bytes of UTF-8.
  public var name: String
  /// The unit of the scaled values.
  public var unit: MetricUnit
  /// How the values behave over time.
  public var kind: Kind
  /// How the 64 bits of a value are read.
  public var type: ValueType
  /// The factor between stored integers and the unit; `.one` for doubles.
  public var scale: Scale
  /// Which well-known quantity this is; `.application` for a program's own metrics.
  public var meaning: Meaning

  /// Makes a column.
  public init(
    _ name: String, unit: MetricUnit = .none, kind: Kind = .gauge, type: ValueType = .int64,
    scale: Scale = .one, meaning: Meaning = .application
  ) {
    self.name = name
    self.unit = unit
    self.kind = kind
    self.type = type
    self.scale = scale
    self.meaning = meaning
  }

  /// A stored value in the column's unit, as a double.
  public func double(_ bits: UInt64) -> Double {
    switch type {
    case .int64: scale.apply(Double(Int64(bitPattern: bits)))
    case .uint64: scale.apply(Double(bits))
    case .float64: Double(bitPattern: bits)
    }
  }
}
