import ReadingsFormat

extension Trace {
  /// Rows that stand in where there are no traces.
  static func generated() -> [Trace] {
    print("traces generated")
    var generator = SystemRandomNumberGenerator()
    var cpu: UInt64 = 0
    var resident: UInt64 = 1 << 24
    let words = (0..<100_000).flatMap { row -> [UInt64] in
      cpu += row % 40 == 0 ? 4000 : UInt64.random(in: 5...9, using: &generator)
      if Int.random(in: 0..<50, using: &generator) == 0 { resident += 4096 }
      let jitter = UInt64.random(in: 30_000...60_000, using: &generator)
      return [UInt64(row) * 1_000_000 + jitter, resident, cpu, UInt64(row / 7)]
    }
    let columns = [
      Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -9)),
      Column("resident", unit: .bytes), Column("cpu", kind: .counter), Column("progress"),
    ]
    return [Trace(name: "busy", schema: Schema(columns: columns), words: words)]
  }
}
