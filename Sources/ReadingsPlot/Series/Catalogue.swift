import ReadingsFormat

/// Which series a recording's schemas offer, each found again when the schema changes.
struct Catalogue: Sendable, Equatable {
  /// A program's own metric, known by its name and unit.
  struct Metric: Sendable, Hashable {
    var name: String
    var unit: MetricUnit
  }

  /// A level that is drawn.
  enum Level: Sendable, Hashable {
    case resident, peak, heap
    case metric(Metric)
  }

  /// A rate that is drawn.
  enum Rate: Sendable, Hashable, CaseIterable {
    /// CPU time, and of it the kernel's.
    case cpu
    /// Minor page faults, and major ones.
    case faults

    /// The shortest time in seconds over which the rate is measured.
    ///
    /// For CPU time five timer ticks of a kernel at 250 Hz, so that a heartbeat of the length of
    /// half a tick misjudges it by no more than a tenth.
    var window: Double {
      switch self {
      case .cpu: 0.02
      case .faults: 0.005
      }
    }
  }

  /// The most metrics that are drawn; a picture has no room for more.
  static let metricLimit = 64

  /// The levels in order of first appearance.
  private(set) var levels: [Level] = []
  /// The rates.
  private(set) var rates: [Rate] = []
  /// How many metrics are left out.
  private(set) var omittedMetrics = 0

  /// The levels that share the panel of memory.
  private static let memory: [Level] = [.resident, .peak, .heap]

  /// The meanings that are drawn under their own headings, or not at all.
  static let vitals: Set<Meaning> = [
    .time, .virtualMemory, .residentMemory, .peakResidentMemory, .userCPU, .systemCPU,
    .minorFaults, .majorFaults, .voluntarySwitches, .involuntarySwitches, .blockReads,
    .blockWrites, .allocatedBytes, .freedBytes, .cores, .droppedEvents,
  ]

  /// Collects the series of some schemas.
  init(of schemas: [Schema]) {
    var known = Set<Level>()
    for schema in schemas {
      let sources = Sources(schema: schema, levels: Self.memory, rates: Rate.allCases)
      var found = zip(Self.memory, sources.levels).filter { $1 != nil }.map(\.0)
      for column in schema.columns.dropFirst() where !Self.vitals.contains(column.meaning) {
        found.append(.metric(Metric(name: column.name, unit: column.unit)))
      }
      for level in found where known.insert(level).inserted {
        if case .metric = level, known.count > Self.metricLimit + Self.memory.count {
          omittedMetrics += 1
        } else {
          levels.append(level)
        }
      }
      for (rate, source) in zip(Rate.allCases, sources.rates)
      where source != nil && !rates.contains(rate) {
        rates.append(rate)
      }
    }
  }
}
