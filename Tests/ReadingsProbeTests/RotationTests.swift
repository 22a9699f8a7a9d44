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

  /// Waits until something has happened, for as long as that takes.
  private func wait(until hasHappened: () -> Bool) {
    while !hasHappened() { usleep(1_000) }
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
      (try? LogReader(path: series.path).header.fileNumber).map { $0 >= 6 } ?? false
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
  func aFileThatIsRemovedCostsItsOwnRows() throws {
    let series = try RecordedSeries("removed")
    var options = Probe.Options()
    options.rotation = Rotation(keptFiles: 10)
    let probe = try Probe(recordingTo: series.path, options: options)
    try probe.start(every: .milliseconds(1))
    wait { (try? LogReader(path: series.path).blocks.count).map { $0 > 0 } ?? false }
    try FileManager.default.removeItem(atPath: series.path)
    wait { FileManager.default.fileExists(atPath: series.path) }
    probe.stop()
    let reader = try LogReader(path: series.path)
    #expect(reader.header.fileNumber == 2)
    #expect(reader.header.firstRow ?? 0 > 0)
    #expect(reader.header.firstRow == reader.blocks.first?.firstRow)
    #expect(reader.damage == [])
  }
}
