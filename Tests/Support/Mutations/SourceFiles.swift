import Foundation
import ReadingsFormat
import ReadingsProbe
import SeededRandom

/// Makes the recordings that get mutated: some by a probe, some by a writer alone, closed and not.
enum SourceFiles {
  /// Writes them into a folder; returns their paths.
  static func make(in folder: String) throws -> [String] {
    var paths: [String] = []
    func path(_ name: String) -> String {
      paths.append("\(folder)/\(name).rdg")
      return paths[paths.count - 1]
    }
    try probe(path("probe"), leftOpen: path("probe~1"), vitals: [.process])
    try probe(path("vitals"), leftOpen: path("vitals~1"), vitals: VitalsGroup.all)
    try write(path("short-blocks"), seed: 1, rows: 900, columns: 5, rowsPerBlock: 16)
    try write(path("one-column"), seed: 2, rows: 700, columns: 1, rowsPerBlock: 50)
    try write(path("wide"), seed: 3, rows: 400, columns: 120, rowsPerBlock: 64)
    try write(path("changing"), seed: 4, rows: 1200, columns: 6, rowsPerBlock: 100, changes: 5)
    try write(path("twin"), seed: 5, rows: 900, columns: 5, rowsPerBlock: 16)
    try write(
      path("open"), seed: 6, rows: 777, columns: 8, rowsPerBlock: 128, isClosing: false,
      copies: [(400, path("open~1")), (500, path("open~2")), (760, path("open~3"))])
    try write(
      path("open-changing"), seed: 7, rows: 600, columns: 4, rowsPerBlock: 40, changes: 3,
      isClosing: false,
      copies: [(100, path("open-changing~1")), (300, path("open-changing~2"))])
    try write(
      path("late"), seed: 8, rows: 300, columns: 3, rowsPerBlock: 64, isClosing: false,
      firstRow: 0xFFFF_FF00, copies: [(290, path("late~1"))])
    return paths
  }

  /// Records this process; the second file is a copy that was made before the recording ended.
  private static func probe(
    _ path: String, leftOpen copy: String, vitals: [VitalsGroup]
  ) throws {
    var options = Probe.Options()
    options.vitals = vitals
    let probe = try Probe(recordingTo: path, options: options)
    let work = try probe.counter("work")
    let level = try probe.gauge("level", unit: .ratio)
    try probe.start(every: .microseconds(100))
    var memory: [[UInt8]] = []
    for step in 0..<120 {
      work.add(Int64(step))
      level.set(Double(step % 9) / 9)
      if step % 7 == 0 { memory.append([UInt8](repeating: UInt8(step), count: 50_000)) }
      if step % 10 == 0 { probe.event("step \(step) ✓") }
      if step == 60 { try probe.gauge("late").set(1) }
      usleep(1500)
      if step == 80 { try copyLive(path, to: copy) }
    }
    probe.stop()
    _ = memory
  }

  /// Copies a file that is being written, at a moment when that gives a sound copy.
  private static func copyLive(_ path: String, to copy: String) throws {
    for _ in 0..<1000 {
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      if (try? SourceFile(path: copy, group: 0)) != nil { return }
    }
    throw CampaignError("a live file could not be copied")
  }

  /// Writes rows as a program might make them: jitter, jumps, noise, events.
  private static func write(
    _ path: String, seed: UInt64, rows: Int, columns: Int, rowsPerBlock: Int, changes: Int = 0,
    isClosing: Bool = true, firstRow: UInt64? = nil, copies: [(rows: Int, path: String)] = []
  ) throws {
    var generator = SeededGenerator(seed)
    var header = LogHeader(format: "")
    header.tag = RecordingTag(number: UInt32(seed) &* 0x9E37_79B1)
    header.firstRow = firstRow
    header.recordingID = RecordingID(bits: UInt128(seed))
    header.processName = "source \(seed)"
    header.wallClockNanoseconds = Int64(seed) * 1_000_000_007
    var options = LogWriter.Options()
    options.rowsPerBlock = rowsPerBlock
    options.labelCapacity = 2048
    options.growth = 4096
    var writer = try LogWriter(
      path: path, header: header, schema: schema(columns: columns), options: options)
    var width = columns
    for row in 0..<rows {
      for copy in copies where copy.rows == row {
        try FileManager.default.copyItem(atPath: path, toPath: copy.path)
      }
      if changes > 0, row > 0, row % (rows / (changes + 1)) == 0 {
        width += row % 2 == 0 ? 2 : -1
        try writer.change(to: schema(columns: width))
      }
      let jitter = UInt64.random(in: 0..<2000, using: &generator)
      let values = (0..<width).map { column -> UInt64 in
        switch column {
        case 0: UInt64(row) * 10_000 + jitter
        case 1: seed << 32 | UInt64(row / 20) * 4096
        case 2: UInt64(row) * 7 + (row % 40 == 0 ? 4000 : 0)
        case 3: (Double(row % 100) / 8).bitPattern
        default: UInt64.random(in: 0..<(1 << UInt64(column % 40)), using: &generator)
        }
      }
      let label = row % 31 == 4 ? Array("event \(row) of \(seed)".utf8) : nil
      try values.withUnsafeBufferPointer { words in
        if let label {
          try label.withUnsafeBytes { try writer.append(words, label: $0) }
        } else {
          try writer.append(words)
        }
      }
    }
    if isClosing { try writer.close() }
  }

  private static func schema(columns: Int) -> Schema {
    let time = Column("time", unit: .seconds, kind: .time, scale: Scale(exponent: -7))
    let rest = (1..<max(1, columns)).map { column in
      Column("column \(column)", type: column == 3 ? .float64 : .int64)
    }
    return Schema(columns: [time] + rest)
  }
}
