import Foundation
import Testing

@testable import ReadingsFormat

/// Several files as one recording.
@Suite struct SeriesTests {
  let sample: SeriesSample

  init() throws { sample = try SeriesSample() }

  @Test func filesInAnyOrderAreOneRecording() throws {
    try sample.write(files: 4)
    let paths = sample.paths(4)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5 {
      let series = try LogSeries(paths: paths.shuffled(using: &generator))
      #expect(series.paths == paths)
      #expect(series.fileCount == 4)
      #expect(series.damage == [])
      #expect(rowNumbers(series) == Array(0..<400))
      #expect(Sample.read(series) == SeriesSample.rows(files: 1...4))
      #expect(series.ending == .closed)
      #expect(series.schemas == [Sample.schema])
      #expect(series.header == sample.header(1, firstRow: 0))
      let sizes = try paths.map { try SystemCall.status(path: $0).size }
      #expect(series.byteCount == sizes.reduce(0, +))
    }
  }

  @Test func schemasOfAllFilesAreMerged() throws {
    try sample.write(1, to: sample.names.finished(1))
    try sample.write(2, to: sample.names.finished(2), schema: Sample.widerSchema)
    try sample.write(3, to: sample.current)
    let series = try LogSeries(paths: sample.paths(3))
    #expect(series.schemas == [Sample.schema, Sample.widerSchema])
    let block = ColumnBlock()
    for (index, summary) in series.blocks.enumerated() {
      try series.decode(index, into: block)
      let isWide = (100..<200).contains(summary.firstRow)
      #expect(summary.schemaIndex == (isWide ? 1 : 0))
      #expect(block.schema == series.schemas[summary.schemaIndex])
      #expect(block.ranges == summary.ranges)
    }
  }

  @Test func theEndingIsTheLastFilesAndOpenRowsCount() throws {
    try sample.write(files: 2, closing: false)
    let series = try LogSeries(paths: sample.paths(2))
    #expect(series.ending == .interrupted)
    #expect(Sample.read(series) == SeriesSample.rows(files: 1...2))
  }

  @Test func aFileByTwoNamesCountsOnce() throws {
    try sample.write(files: 2)
    try FileManager.default.linkItem(atPath: sample.current, toPath: sample.names.finished(2))
    try FileManager.default.createSymbolicLink(
      atPath: sample.path("link.rdg"), withDestinationPath: sample.names.finished(1))
    let names = sample.paths(2) + [sample.names.finished(2), sample.path("link.rdg")]
    let series = try LogSeries(paths: names)
    #expect(series.fileCount == 2)
    #expect(rowNumbers(series) == Array(0..<200))
    #expect(try LogSeries.open(sample.current).fileCount == 2)
  }

  @Test func ofCopiesTheOneThatMostIsLeftOfCounts() throws {
    try sample.write(files: 3)
    // A copy that was made while the file was shorter, and one that is damaged.
    try sample.write(2, to: sample.path("early.rdg"), rows: 40, closing: false)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: sample.names.finished(2)))
    bytes[bytes.count / 2] ^= 0xFF
    try bytes.write(to: URL(fileURLWithPath: sample.path("damaged.rdg")))
    for extra in [["early.rdg", "damaged.rdg"], ["damaged.rdg", "early.rdg"]] {
      let copies = extra.map(sample.path)
      for paths in [copies + sample.paths(3), sample.paths(3) + copies] {
        let series = try LogSeries(paths: paths)
        #expect(series.paths == sample.paths(3))
        #expect(series.damage == [])
        #expect(rowNumbers(series) == Array(0..<300))
      }
    }
  }

  @Test func filesOfSeveralRecordingsAreRefused() throws {
    try sample.write(files: 2)
    let other = try SeriesSample(id: RecordingID())
    try other.write(files: 2)
    let error = try #require(throws: ReadingsError.self) {
      try LogSeries(paths: [sample.names.finished(1), other.current])
    }
    #expect(error.code == .invalidArgument)
    #expect(error.place.path == other.current)
    #expect(error.message.contains(sample.names.finished(1)))
  }

  @Test func filesThatDoNotSayTheirRecordingAreRefusedUnlessAlone() throws {
    for name in ["a.rdg", "b.rdg"] {
      _ = try LogWriter(
        path: sample.path(name), header: Sample.header, schema: Sample.schema)
    }
    let error = #expect(throws: ReadingsError.self) {
      try LogSeries(paths: [sample.path("a.rdg"), sample.path("b.rdg")])
    }
    #expect(error?.code == .invalidArgument)
    #expect(try LogSeries(paths: [sample.path("a.rdg")]).fileCount == 1)
    #expect(throws: ReadingsError.self) { try LogSeries(paths: []) }
  }

  @Test func manyFilesAreReadWithFewOpen() throws {
    let count = LogSeries.openFiles * 3
    for number in 1...count {
      try sample.write(number, to: sample.names.finished(UInt32(number)))
    }
    try FileManager.default.moveItem(
      atPath: sample.names.finished(UInt32(count)), toPath: sample.current)
    for isFound in [false, true] {
      let series =
        isFound
        ? try #require(try LogSeries.open(sample.current) as? LogSeries)
        : try LogSeries(paths: sample.paths(count))
      #expect(sample.openDescriptors <= LogSeries.openFiles + 1)
      #expect(Sample.read(series) == SeriesSample.rows(files: 1...count))
      let block = ColumnBlock()
      for index in series.blocks.indices.reversed() { try series.decode(index, into: block) }
      #expect(sample.openDescriptors <= LogSeries.openFiles + 1)
      #expect(series.damage == [])
      withExtendedLifetime(series) {}
    }
    #expect(sample.openDescriptors == 0)
  }
}
