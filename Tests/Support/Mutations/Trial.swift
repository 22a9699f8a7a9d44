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
    var expectedRows = 0
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
      try readPlainly(path)
    } catch let error as ReadingsError {
      if ![.notARecording, .unsupported].contains(error.code) {
        failures.append("check: \(error)")
      }
      tally.refused += 1
      return found
    }
    if isShown { show(check) }
    let scanned = try LogReader(path: path, recording: nil)
    if scanned.recordings.count > 1 { tally.severalRecordings += 1 }
    for part in scanned.recordings {
      let new = "\(folder)/recovered.rdg"
      do {
        let report = try measured(size: size, into: &tally) {
          try Recovery.recover(path, to: new, recording: part.tag)
        }
        found.formUnion(try rows(of: new, report))
        // A sound file may have rows in its reserve that only a scan looks at.
        if part.tag == check.recording, check.rowCount > report.rowCount {
          failures.append("check finds \(check.rowCount) rows, recover \(report.rowCount)")
        }
      } catch let error as ReadingsError where error.code == .damaged {
        // Without a schema there is nothing to write.
        if let reader = try? LogReader(path: path, recording: part.tag), !reader.blocks.isEmpty {
          failures.append("recover: \(error)")
        }
      }
    }
    tally.rows += found.count
    return found
  }

  /// Reads the file as one who does not expect any harm: nothing false may come out.
  private mutating func readPlainly(_ path: String) throws {
    guard let reader = try? LogReader(path: path) else { return }
    let block = ColumnBlock()
    var rows: Set<UInt64> = []
    var groups: Set<Int> = []
    for index in reader.blocks.indices where (try? reader.decode(index, into: block)) != nil {
      note(block, &rows, &groups)
    }
  }

  /// The rows of a recovered file, which must be clean, and all of one recording.
  private mutating func rows(
    of path: String, _ report: Recovery.Report
  ) throws -> Set<UInt64> {
    let recovered = try FileCheck(path: path, depth: .full)
    if !recovered.isClean {
      failures.append("the recovered file is not clean: \(recovered.damage[0])")
    }
    if report.raisedTimeCount > 0 { failures.append("times go back within a recording") }
    if isShown { show(report) }
    if recovered.rowCount != report.rowCount { failures.append("the report counts other rows") }
    let reader = try LogReader(path: path)
    let block = ColumnBlock()
    var rows: Set<UInt64> = []
    var groups: Set<Int> = []
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      note(block, &rows, &groups)
    }
    return rows
  }

  /// Sees that a block's rows are those of one recording, and none of them was there before.
  private mutating func note(
    _ block: ColumnBlock, _ rows: inout Set<UInt64>, _ groups: inout Set<Int>
  ) {
    for (position, row) in RowIdentity.all(of: block).enumerated() {
      guard let group = origin(of: row) else {
        let values = block.schema.columns.indices.prefix(6).map {
          block[column: $0, row: position]
        }
        let label = block.events.first { $0.row == position }?.label ?? "none"
        failures.append(
          "a row is made up: \(Int(block.firstRow) + position), values \(values), label \(label)")
        return
      }
      if groups.insert(group).inserted, groups.count > 1 {
        failures.append("two recordings are mixed")
      }
      if !rows.insert(row.row).inserted, !row.isLabelLost {
        failures.append("a row is there twice")
      }
    }
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

  /// Every row comes out of whose bytes none was touched.
  private mutating func expectUntouched(
    of file: MutatedFile, in found: Set<UInt64>, into tally: inout Tally
  ) {
    let expected = ExpectedRows(file, sources)
    tally.unitsWithoutSchema += expected.withoutSchema
    tally.untouchedUnits += expected.units.count
    for unit in expected.units {
      tally.expectedRows += unit.rows.count
      // Where a row is there twice, the label of the one that counts may be damaged.
      let missing = unit.rows.count {
        !found.contains($0.identity) && !found.contains($0.values)
      }
      if missing > 0 {
        failures.append(
          "\(missing) of \(unit.rows.count) untouched rows of \(unit.place) do not come out")
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
