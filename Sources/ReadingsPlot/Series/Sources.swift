import ReadingsFormat

/// Where in a schema's rows the series of a catalogue are found.
struct Sources: Sendable, Equatable {
  /// The columns that make up a level: one, or one less another.
  struct Level: Sendable, Equatable {
    var column: Int
    var less: Int?
  }

  /// The columns that make up two counters which are measured together: sums of some.
  struct Rate: Sendable, Equatable {
    var first: [Int]
    var second: [Int]
  }

  /// One entry a level of the catalogue; `nil` where the schema lacks it.
  let levels: [Level?]
  /// One entry a rate of the catalogue; `nil` where the schema lacks it.
  let rates: [Rate?]
  /// The column with the number of cores.
  let cores: Int?

  /// Looks up levels and rates in a schema.
  init(schema: Schema, levels: [Catalogue.Level], rates: [Catalogue.Rate]) {
    var metrics: [Catalogue.Metric: Int] = [:]
    for (index, column) in schema.columns.enumerated().dropFirst()
    where !Catalogue.vitals.contains(column.meaning) {
      metrics[Catalogue.Metric(name: column.name, unit: column.unit)] = index
    }
    self.levels = levels.map { level in
      switch level {
      case .resident: schema.index(of: .residentMemory).map { Level(column: $0) }
      case .peak: schema.index(of: .peakResidentMemory).map { Level(column: $0) }
      case .heap:
        schema.index(of: .allocatedBytes).flatMap { allocated in
          schema.index(of: .freedBytes).map { Level(column: allocated, less: $0) }
        }
      case .metric(let metric): metrics[metric].map { Level(column: $0) }
      }
    }
    self.rates = rates.map { Self.rate($0, in: schema) }
    cores = schema.index(of: .cores)
  }

  /// The columns of a rate.
  private static func rate(_ rate: Catalogue.Rate, in schema: Schema) -> Rate? {
    func columns(_ meanings: Meaning...) -> [Int] { meanings.compactMap { schema.index(of: $0) } }
    let found =
      switch rate {
      case .cpu: Rate(first: columns(.userCPU, .systemCPU), second: columns(.systemCPU))
      case .faults: Rate(first: columns(.minorFaults), second: columns(.majorFaults))
      }
    return found.first.isEmpty && found.second.isEmpty ? nil : found
  }
}
