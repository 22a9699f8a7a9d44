import Foundation
import ReadingsFormat
import SeededRandom

/// One mutated file: checked, recovered, and compared with what it was made of.
struct Trial {
  /// What trials came upon, added up.
  struct Tally {
    var files = 0
    var refused = 0
    var severalRecordings = 0
    var untouchedUnits = 0
    var unitsWithoutSchema = 0
    var unitsInReserves = 0
    var rows = 0
    var slowestMilliseconds = 0
    var largestMemory = 0
    var largestShareOfLimit = 0.0
  }

  let number: Int
  let sources: [SourceFile]
  let folder: String
  /// Whether to say what the file is made of and what a check finds.
  let isShown: Bool
  private var failures: [String] = []

  init(_ number: Int, _ sources: [SourceFile], folder: String, isShown: Bool) {
    self.number = number
    self.sources = sources
    self.folder = folder
    self.isShown = isShown
  }

  /// Runs the trial; what is wrong, in sentences.
  mutating func run(seed: UInt64, into tally: inout Tally) throws -> [String] {
    var generator = SeededGenerator(seed &* 1_000_003 &+ UInt64(number))
    let source = Int.random(in: sources.indices, using: &generator)
    var file = MutatedFile(source: source, count: sources[source].bytes.count)
    file.mutate(sources, using: &generator)
    let bytes = file.bytes(sources)
    if isShown { show(file) }
    let path = "\(folder)/mutated.rdg"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    tally.files += 1
    let found = try recoverAll(path, size: bytes.count, into: &tally)
    expectUntouched(of: file, in: found, into: &tally)
    return failures
  }

  /// Checks the file and recovers every recording in it; the rows that come out.
  private mutating func recoverAll(
    _ path: String, size: Int, into tally: inout Tally
  ) throws -> Set<UInt64> {
    var found: Set<UInt64> = []
    let check: FileCheck
    do {
      check = try measured(size: size, into: &tally) { try FileCheck(path: path, depth: .full) }
    } catch let error as ReadingsError {
      if ![.notARecording, .unsupported].contains(error.code) {
        failures.append("check: \(error)")
      }
      tally.refused += 1
      return found
    }
    if isShown { show(check) }
    if check.recordings.count > 1 { tally.severalRecordings += 1 }
    for number in 1...check.recordings.count {
      let new = "\(folder)/recovered.rdg"
      do {
        let report = try measured(size: size, into: &tally) {
          try Recovery.recover(path, to: new, recording: number)
        }
        found.formUnion(try rows(of: new, report, isFirst: number == 1, check))
      } catch let error as ReadingsError where error.code == .damaged {
        if check.recordings[number - 1].rowCount > 0 { failures.append("recover: \(error)") }
      }
    }
    tally.rows += found.count
    return found
  }

  /// The rows of a recovered file, which must be clean, and all of one recording.
  private mutating func rows(
    of path: String, _ report: Recovery.Report, isFirst: Bool, _ check: FileCheck
  ) throws -> Set<UInt64> {
    let recovered = try FileCheck(path: path, depth: .full)
    if !recovered.isClean {
      failures.append("the recovered file is not clean: \(recovered.damage[0])")
    }
    if report.raisedTimeCount > 0 { failures.append("times go back within a recording") }
    if isShown { show(report) }
    if recovered.rowCount != report.rowCount { failures.append("the report counts other rows") }
    if isFirst, check.rowCount != report.rowCount {
      failures.append("check finds \(check.rowCount) rows, recover \(report.rowCount)")
    }
    let reader = try LogReader(path: path)
    let block = ColumnBlock()
    var rows: Set<UInt64> = []
    var groups: Set<Int> = []
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      for (position, row) in RowIdentity.all(of: block).enumerated() {
        guard let group = origin(of: row) else {
          let values = block.schema.columns.indices.prefix(6).map {
            block[column: $0, row: position]
          }
          let label = block.events.first { $0.row == position }?.label ?? "none"
          failures.append(
            "a row is made up: \(Int(block.firstRow) + position), values \(values), label \(label)")
          return rows
        }
        groups.insert(group)
        if !rows.insert(row.row).inserted, !row.isLabelLost {
          failures.append("a row is there twice")
        }
      }
    }
    if groups.count > 1, report.damage.isEmpty {
      failures.append("two recordings are mixed silently")
    }
    return rows
  }

  /// The recording that a row is of; `nil` if it is of none.
  private func origin(
    of row: (row: UInt64, values: UInt64, isLabelLost: Bool)
  ) -> Int? {
    sources.indices.first {
      sources[$0].rows.contains(row.row)
        || row.isLabelLost && sources[$0].values.contains(row.values)
    }.map { sources[$0].group }
  }

  /// Every block comes out of which no byte was touched.
  private mutating func expectUntouched(
    of file: MutatedFile, in found: Set<UInt64>, into tally: inout Tally
  ) {
    let runs = sources.indices.map { file.intactRuns(of: $0) }
    let reserves = zip(sources, runs).flatMap { $0.reserves(in: $1) }
    for (position, source) in sources.enumerated() {
      let runs = runs[position]
      for unit in source.units {
        let places = runs.compactMap { $0.offset(of: unit.bytes) }
        guard !places.isEmpty else { continue }
        guard places.contains(where: { place in !reserves.contains { $0.contains(place) } }) else {
          tally.unitsInReserves += 1
          continue
        }
        guard source.hasSchema(unit.schemaID, in: runs, outside: reserves) else {
          tally.unitsWithoutSchema += 1
          continue
        }
        tally.untouchedUnits += 1
        let missing = unit.rows.count { !found.contains($0) }
        if missing > 0 {
          failures.append(
            "\(missing) of \(unit.rows.count) rows of an untouched block at byte "
              + "\(unit.bytes.lowerBound) of source \(position) do not come out")
        }
      }
    }
  }

  /// Runs a step of the trial within the limits.
  private mutating func measured<Result>(
    size: Int, into tally: inout Tally, _ body: () throws -> Result
  ) throws -> Result {
    Limits.forgetPeak()
    let start = clock()
    let result = Swift.Result { try Limits.timed(body) }
    let milliseconds = (clock() - start) / 1000
    let memory = Limits.peak()
    let limit = Limits.memory(fileSize: size)
    if memory > limit { failures.append("\(memory) bytes of memory for a file of \(size)") }
    tally.slowestMilliseconds = max(tally.slowestMilliseconds, milliseconds)
    tally.largestMemory = max(tally.largestMemory, memory)
    tally.largestShareOfLimit = max(tally.largestShareOfLimit, Double(memory) / Double(limit))
    return try result.get()
  }
}
