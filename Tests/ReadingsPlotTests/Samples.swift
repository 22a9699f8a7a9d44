import ReadingsFormat

@testable import ReadingsPlot

/// Recordings made for the tests: a time column in microseconds, CPU time, memory and metrics.
enum Samples {
  static let columns: [Column] = [
    Column("time", unit: .seconds, kind: .time, scale: .millionths, meaning: .time),
    Column("user", unit: .seconds, kind: .counter, scale: .millionths, meaning: .userCPU),
    Column("system", unit: .seconds, kind: .counter, scale: .millionths, meaning: .systemCPU),
    Column("resident", unit: .bytes, meaning: .residentMemory),
    Column("level", type: .float64),
  ]

  /// An empty recording with a heartbeat of a millisecond on two cores.
  static func recording(rowsPerBlock: Int = 64, columns: [Column] = columns) -> MemoryRecording {
    var header = LogHeader(format: "1.0")
    header.coreCount = 2
    header.heartbeatNanoseconds = 1_000_000
    header.processName = "sample"
    return MemoryRecording(
      header: header, schema: Schema(columns: columns), rowsPerBlock: rowsPerBlock)
  }

  /// What the extraction makes of a recording.
  static func data(
    _ recording: any Recording, columns: Int = 100, seconds: ClosedRange<Double>? = nil,
    singleCore: Bool = false
  ) throws -> PlotData {
    var options = PlotOptions()
    options.seconds = seconds
    options.singleCore = singleCore
    return try Extraction.run(recording, options: options, columnCount: columns)
  }

  /// The level of a metric without a unit.
  static func metric(_ name: String) -> Catalogue.Level {
    .metric(Catalogue.Metric(name: name, unit: .none))
  }

  /// A stand-in for the font: every character is as wide as six tenths of its height.
  static func measure(_ text: String, _ size: Double, _ isBold: Bool) -> Double {
    Double(text.count) * size * 0.6
  }
}

extension MemoryRecording {
  /// Appends a row of the sample columns.
  func append(
    microseconds: Int64, user: UInt64 = 0, system: UInt64 = 0, resident: UInt64 = 0,
    level: Double = 0, label: String? = nil
  ) {
    append(
      [UInt64(bitPattern: microseconds), user, system, resident, level.bitPattern], label: label)
  }
}

/// A recording of which some blocks can't be decoded.
final class DamagedRecording: Recording {
  private let whole: MemoryRecording
  private let broken: Set<Int>
  private let code: ReadingsError.Code
  private(set) var decoded: [Int] = []
  private(set) var damage: [Damage] = []

  init(_ whole: MemoryRecording, broken: Set<Int>, code: ReadingsError.Code = .damaged) {
    self.whole = whole
    self.broken = broken
    self.code = code
  }

  var header: LogHeader { whole.header }
  var schemas: [Schema] { whole.schemas }
  var blocks: [BlockSummary] { whole.blocks }
  var ending: RecordingEnding { .interrupted }
  var byteCount: UInt64 { 0 }

  func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    decoded.append(index)
    if broken.contains(index) {
      damage.append(Damage("broken on purpose", byteOffset: 0, byteCount: 1))
      throw ReadingsError(code, "broken on purpose")
    }
    try whole.decode(index, into: block)
  }
}
