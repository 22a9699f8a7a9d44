import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

/// A recording that goes on in new files.
@Suite(.serialized) struct RotationTests {
  /// A probe with metrics that no codec makes smaller.
  private func noisyProbe(_ path: String, _ rotation: Rotation) throws -> Probe {
    var options = Probe.Options()
    options.rotation = rotation
    let probe = try Probe(recordingTo: path, options: options)
    for number in 0..<200 {
      try probe.observe("noise \(number)") { Int64.random(in: .min ... .max) }
    }
    return probe
  }

  /// Records events until there are as many finished files, and returns their labels.
  private func record(
    _ probe: Probe, until hasEnough: () -> Bool
  ) throws -> [String] {
    try probe.start(every: .microseconds(50))
    var labels = ["heartbeat started"]
    while !hasEnough() {
      let label = "event \(labels.count)"
      probe.event(label)
      labels.append(label)
      usleep(500)
    }
    probe.stop()
    return labels + ["heartbeat stopped"]
  }

  @Test(.timeLimit(.minutes(5)))
  func bySizeNoRowIsLostOrDoubled() throws {
    let series = try RecordedSeries("by-size")
    let probe = try noisyProbe(series.path, Rotation(maximumSize: 1 << 20, keptFiles: 1000))
    // Whoever measures the folder while it is recorded never finds more than was allowed.
    var largest = 0
    let labels = try record(probe) {
      largest = max(largest, series.sizes().max() ?? 0)
      return series.finished.count >= 5
    }
    let recording = try #require(try LogSeries.open(series.path) as? LogSeries)
    #expect(recording.fileCount == series.finished.count + 1)
    #expect(recording.ending == .closed)
    let contents = try RecordedSeries.check(recording)
    #expect(contents.rows.lowerBound == 0)
    #expect(contents.labels == labels)
    for (number, path) in recording.paths.enumerated() {
      let reader = try LogReader(path: path)
      #expect(reader.ending == .closed)
      #expect(reader.header.fileNumber == UInt32(number + 1))
      #expect(reader.header.firstRow == reader.blocks.first?.firstRow)
      #expect(reader.header.recordingID == recording.header.recordingID)
      #expect(reader.header.monotonicNanoseconds == recording.header.monotonicNanoseconds)
    }
    // The index has at most 30 bytes a block and a copy of each schema.
    let index = recording.blocks.count * 30 + recording.schemas[0].columns.count * 64
    #expect(series.sizes().max()! <= 1 << 20 + index)
    #expect(largest <= 1 << 20 + index)
  }

  @Test(.timeLimit(.minutes(5)))
  func byAgeFilesArePutAsideThoughTheyHaveRoom() throws {
    let series = try RecordedSeries("by-age")
    var options = Probe.Options()
    options.rotation = Rotation(maximumAge: .seconds(1), keptFiles: 10)
    let probe = try Probe(recordingTo: series.path, options: options)
    let labels = try record(probe) { series.finished.count >= 2 }
    let recording = try LogSeries.open(series.path)
    #expect(recording.fileCount >= 3)
    let contents = try RecordedSeries.check(recording)
    #expect(contents.rows.lowerBound == 0)
    #expect(contents.labels == labels)
    #expect(recording.header.fileNumber == 1)
  }

  @Test(.timeLimit(.minutes(5)), arguments: [0, 2])
  func onlyTheNewestFilesStay(keptFiles: Int) throws {
    let series = try RecordedSeries("kept-\(keptFiles)")
    let probe = try noisyProbe(series.path, Rotation(maximumSize: 1 << 20, keptFiles: keptFiles))
    let labels = try record(probe) {
      series.currentNumber >= 6
    }
    #expect(series.finished.count == keptFiles)
    let recording = try LogSeries.open(series.path)
    #expect(recording.fileCount == keptFiles + 1)
    let contents = try RecordedSeries.check(recording)
    #expect(contents.rows.lowerBound > 0)
    #expect(!contents.labels.isEmpty)
    #expect(contents.labels == labels.suffix(contents.labels.count))
    let last = try LogReader(path: series.path).header.fileNumber ?? 0
    #expect(recording.header.fileNumber == last - UInt32(keptFiles))
  }

  @Test(.timeLimit(.minutes(5)))
  func theNextRunKeepsTheFilesOfTheOneBefore() throws {
    let series = try RecordedSeries("runs")
    let rotation = Rotation(maximumSize: 1 << 20, keptFiles: 1000)
    var runs: [(files: Int, rows: Range<UInt64>)] = []
    for run in 1...3 {
      let before = series.finished.count
      let probe = try noisyProbe(series.path, rotation)
      let labels = try record(probe) { series.finished.count >= before + 3 }
      let recording = try #require(try LogSeries.open(series.path) as? LogSeries)
      let contents = try RecordedSeries.check(recording)
      #expect(contents.labels == labels)
      #expect(contents.rows.lowerBound == 0)
      runs.append((recording.fileCount, contents.rows))
      // What is there are this run's files and all those before, numbered on and on.
      let files = runs.reduce(0) { $0 + $1.files }
      #expect(series.finished.count == files - 1, "run \(run)")
      #expect(series.finished == (1..<files).map(series.finishedName))
      #expect(recording.header.fileNumber == UInt32(files - recording.fileCount + 1))
    }
    // The first run's files are what they were.
    let first = series.finished.prefix(runs[0].files).map(series.path)
    let contents = try RecordedSeries.check(LogSeries(paths: first))
    #expect(contents.rows == runs[0].rows)
  }

  @Test(.timeLimit(.minutes(5)))
  func metricsThatComeAndGoDoNotDisturbTheSeams() throws {
    let series = try RecordedSeries("metrics")
    let probe = try noisyProbe(series.path, Rotation(maximumSize: 1 << 20, keptFiles: 1000))
    var registered = 0
    let labels = try record(probe) {
      if registered.isMultiple(of: 2) {
        _ = try? probe.counter("late \(registered)")
      } else {
        probe.unregister("late \(registered - 1)")
      }
      // Changes take longer than events, which would be dropped where a test runs slowly.
      probe.flush()
      registered += 1
      return series.finished.count >= 3
    }
    let recording = try LogSeries.open(series.path)
    let contents = try RecordedSeries.check(recording)
    #expect(contents.rows.lowerBound == 0)
    #expect(contents.labels == labels)
    #expect(recording.schemas.count > 10)
  }

  @Test func aFileThatHasBothNamesIsNotGivenAThird() throws {
    let series = try RecordedSeries("both-names")
    let rotation = Rotation(maximumSize: 1 << 20, keptFiles: 10)
    let first = try noisyProbe(series.path, rotation)
    try first.start(every: .milliseconds(1))
    first.stop()
    // As a recorder leaves it that is killed between the two steps of a rotation.
    try FileManager.default.linkItem(atPath: series.path, toPath: series.path("run.000001.rdg"))
    #expect(try RecordedSeries.check(LogSeries.open(series.path)).rows.lowerBound == 0)
    let second = try noisyProbe(series.path, rotation)
    try second.start(every: .milliseconds(1))
    second.stop()
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
    #expect(try LogReader(path: series.path("run.000001.rdg")).header.fileNumber == 1)
    #expect(try LogReader(path: series.path).header.fileNumber == 2)
    #expect(try LogSeries.open(series.path).fileCount == 1)
  }

  @Test(.timeLimit(.minutes(5)))
  func aFileThatIsRemovedCostsItsOwnRowsAndIsMissed() throws {
    let series = try RecordedSeries("removed")
    let probe = try noisyProbe(series.path, Rotation(maximumSize: 1 << 20, keptFiles: 1000))
    var goal: Int?
    _ = try record(probe) {
      let count = series.finished.count
      if goal == nil, count > 0, series.removeCurrent() { goal = count + 3 }
      return goal.map { count >= $0 } ?? false
    }
    let recording = try #require(try LogSeries.open(series.path) as? LogSeries)
    let damage = try #require(recording.damage.first)
    #expect(recording.damage.count == 1)
    // The removed file's number is the one that is not there.
    let finished = Set(series.finished)
    let lost = try #require((2...).first { !finished.contains(series.finishedName($0)) })
    let before = try LogReader(path: series.path(series.finishedName(lost - 1)))
    let after = series.path(series.finishedName(lost + 1))
    #expect(damage.path == after)
    #expect(damage.rows?.lowerBound == before.blocks.last?.rows.upperBound)
    #expect(damage.rows?.upperBound == (try LogReader(path: after).header.firstRow))
    #expect(recording.fileCount == series.finished.count + 1)
    var labels: [String] = []
    let block = ColumnBlock()
    for index in recording.blocks.indices {
      try recording.decode(index, into: block)
      labels += block.events.map(\.label)
    }
    #expect(labels.contains("recording goes on in a new file: somebody removed the file"))
  }

  @Test func theLastNumberThereIsIsNoTrap() throws {
    let series = try RecordedSeries("last-number")
    let newest = series.path("run.4294967295.rdg")
    // A recording that says of itself that it is the last one there can be.
    var header = LogHeader(format: "")
    header.fileNumber = .max
    var writer = try LogWriter(
      path: newest, header: header,
      schema: Schema(columns: [Column("time", unit: .seconds, kind: .time)]))
    try writer.close()
    var options = Probe.Options()
    options.rotation = Rotation(keptFiles: 10)
    let probe = try Probe(recordingTo: series.path, options: options)
    #expect { try probe.start(every: .milliseconds(1)) } throws: {
      ($0 as? ReadingsError)?.code == .cannotCreate
    }
    try FileManager.default.removeItem(atPath: newest)
    try probe.start(every: .milliseconds(1))
    #expect(probe.stop())
  }

  @Test(.timeLimit(.minutes(5)))
  func aFileThatIsCutShortIsReplacedAlsoWhereItIsWrittenBack() throws {
    let series = try RecordedSeries("cut-short")
    var options = Probe.Options()
    options.durability = .powerLoss(costingAtMost: .milliseconds(100))
    let probe = try Probe(recordingTo: series.path, options: options)
    try probe.start(every: .milliseconds(1))
    #expect(truncate(series.path, 0) == 0)
    while series.currentNumber != 2 { usleep(1_000) }
    #expect(probe.stop())
    #expect(try LogReader(path: series.path).ending == .closed)
  }
}
