import ReadingsFormat

extension Trace {
  /// Traces of processes of several kinds, the same in every run, where there are no real ones.
  static func generated() -> [Trace] {
    [
      generated("idle", period: 1e6) { _ in },
      generated("busy", period: 1e6) { $0.compute() },
      generated("threads", period: 1e5) { $0.computeElsewhere() },
      generated("allocations", period: 1e6) { process in
        process.compute()
        process.allocate()
      },
      generatedServer(),
    ]
  }

  private static let generatedRows = 60_000

  private static let vitals = [
    Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -9)),
    Column("resident", unit: .bytes), Column("peak", unit: .bytes),
    Column("user", unit: .seconds, kind: .counter, scale: .millionths),
    Column("system", unit: .seconds, kind: .counter, scale: .millionths),
    Column("faults", kind: .counter), Column("allocated", unit: .bytes, kind: .counter),
    Column("freed", unit: .bytes, kind: .counter),
  ]

  private static func generated(
    _ name: String, period: Double, _ work: (inout GeneratedProcess) -> Void
  ) -> Trace {
    var process = GeneratedProcess(seed: UInt64(name.utf8.count), period: period)
    let words = (0..<generatedRows).flatMap { _ in
      process.beat()
      work(&process)
      return process.row
    }
    return Trace(name: name, schema: Schema(columns: vitals), words: words)
  }

  /// A server with metrics: a counter, a level, and doubles that change with every request.
  private static func generatedServer() -> Trace {
    var process = GeneratedProcess(seed: 1, period: 1e6)
    var requests: UInt64 = 0
    var open: UInt64 = 0
    var milliseconds = 1.5
    var rate = 100.0
    let words = (0..<generatedRows).flatMap { _ in
      process.beat()
      if process.happens(0.1) {
        requests += 1
        open = process.happens(0.5) ? open + 1 : open / 2
        // As a program has it that divides microseconds.
        milliseconds = (1500 * process.noise).rounded() / 1000
        rate = 0.9 * rate + 10 * process.noise
        process.allocate()
      }
      return process.row + [requests, open, milliseconds.bitPattern, rate.bitPattern]
    }
    let metrics = [
      Column("requests", kind: .counter), Column("open"),
      Column("latency", unit: .seconds, type: .float64), Column("rate", type: .float64),
    ]
    return Trace(name: "server", schema: Schema(columns: vitals + metrics), words: words)
  }
}
