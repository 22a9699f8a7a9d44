import ReadingsFormat

/// Which series a recording's schemas offer, each found again when the schema changes.
struct Catalogue: Sendable, Equatable {
  /// A program's own metric, known by its name and unit.
  struct Metric: Sendable, Hashable {
    var name: String
    var unit: Unit
  }

  /// A level that is drawn.
  enum Level: Sendable, Hashable {
    case resident, peak, heap
    case metric(Metric)
  }

  /// A rate that is drawn.
  enum Rate: Sendable, Hashable {
    case cpu, kernel, minorFaults, majorFaults
  }

  /// The most metrics that are drawn; a picture has no room for more.
  static let metricLimit = 64

  /// The levels in order of first appearance.
  private(set) var levels: [Level] = []
  /// The rates.
  private(set) var rates: [Rate] = []
  /// How many metrics are left out.
  private(set) var omittedMetrics = 0

  /// The meanings that are drawn under their own headings, or not at all.
  private static let vitals: Set<Meaning> = [
    .time, .virtualMemory, .residentMemory, .peakResidentMemory, .userCPU, .systemCPU,
    .minorFaults, .majorFaults, .voluntarySwitches, .involuntarySwitches, .blockReads,
    .blockWrites, .allocatedBytes, .freedBytes, .cores,
  ]

  /// Collects the series of some schemas.
  init(of schemas: [Schema]) {
    var known = Set<Level>()
    var knownRates = Set<Rate>()
    for schema in schemas {
      let sources = Sources(schema: schema, levels: [.resident, .peak, .heap], rates: [])
      var found: [Level] = []
      for (level, source) in zip([Level.resident, .peak, .heap], sources.levels)
      where source != nil {
        found.append(level)
      }
      for column in schema.columns.dropFirst() where !Self.vitals.contains(column.meaning) {
        found.append(.metric(Metric(name: column.name, unit: column.unit)))
      }
      for level in found where known.insert(level).inserted {
        if case .metric = level, known.count > Self.metricLimit + 3 {
          omittedMetrics += 1
        } else {
          levels.append(level)
        }
      }
      for rate in [Rate.cpu, .kernel, .minorFaults, .majorFaults]
      where !Sources.columns(of: rate, in: schema).isEmpty && knownRates.insert(rate).inserted {
        rates.append(rate)
      }
    }
  }
}
