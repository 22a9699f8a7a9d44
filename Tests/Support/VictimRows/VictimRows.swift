import ReadingsFormat

/// The rows that the crash tests' victim writes: each follows from its number, so that whoever
/// reads them knows what they must be.
public enum VictimRows {
  /// Columns with jitter, jumps and noise.
  public static let schema = Schema(
    columns: [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time),
      Column("steps", kind: .counter),
      Column("noise", type: .uint64),
      Column("level", unit: .ratio, type: .float64),
    ])

  /// The values of a row.
  public static func row(_ number: UInt64) -> [UInt64] {
    let noise = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    return [
      number * 500 + noise % 97,
      number / 7,
      number % 61 == 0 ? noise : noise >> 52,
      (Double(number % 100) / 8).bitPattern,
    ]
  }

  /// The label of a row that is an event.
  public static func label(_ number: UInt64) -> String? {
    number % 23 == 5 ? "event \(number)" : nil
  }
}
