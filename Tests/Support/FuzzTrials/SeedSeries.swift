/// Series of values like those that programs have, each of which the codec stores in a way of its own.
enum SeedSeries: CaseIterable {
  case constant, steady, falling, wandering, jumping, pages, mirrored, alternating, ratio, noise

  /// The values of the first `count` rows.
  func values(_ count: Int) -> [UInt64] { (0..<count).map { value(UInt64($0)) } }

  private func value(_ row: UInt64) -> UInt64 {
    switch self {
    case .constant: 42
    case .steady: 1000 &+ 10 &* row
    case .falling: 0 &- 7 &* row
    case .wandering: 1 << 40 &+ Self.noise(row) % 100
    case .jumping: 3 &* row &+ (row % 13 == 5 ? 1 << 33 : 0)
    case .pages: 4096 &* (500 &+ row / 5)
    case .mirrored: 3 &* SeedSeries.wandering.value(row)
    case .alternating: row & 1 == 0 ? 0 : UInt64.max
    case .ratio: (Double(row % 10) / 10).bitPattern
    case .noise: Self.noise(row)
    }
  }

  /// Bits without a pattern, the same in every run.
  private static func noise(_ row: UInt64) -> UInt64 {
    var bits = (row &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
