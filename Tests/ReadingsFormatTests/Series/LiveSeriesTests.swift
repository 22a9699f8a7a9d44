import Foundation
import Testing

@testable import ReadingsFormat

/// A recording that goes on in new files while it is read.
@Suite struct LiveSeriesTests {
  let sample: SeriesSample

  init() throws { sample = try SeriesSample() }

  @Test func siblingsOfTheSameRecordingAreFoundAndNoOthers() throws {
    let earlier = try SeriesSample(id: RecordingID())
    for number in 1...3 {
      try earlier.write(number, to: sample.names.finished(UInt32(number)))
    }
    for number in 4...6 { try sample.write(number, to: sample.names.finished(UInt32(number))) }
    try sample.write(7, to: sample.current)
    // A copy of an earlier one under a later number.
    try earlier.write(2, to: sample.names.finished(8))
    try Data("no recording".utf8).write(to: URL(fileURLWithPath: sample.names.finished(10)))
    try FileManager.default.createDirectory(
      atPath: sample.names.finished(9), withIntermediateDirectories: false)
    let wanted = (4...6).map { sample.names.finished($0) } + [sample.current]
    #expect(try LogSeries.files(beside: sample.current) == wanted)
    let series = try #require(LogSeries.open(sample.current) as? LogSeries)
    #expect(series.paths == wanted)
    #expect(series.damage == [])
    #expect(rowNumbers(series) == Array(300..<700))
    // A finished file has none beside it.
    #expect(try LogSeries.open(sample.names.finished(5)).fileCount == 1)
    #expect(try LogSeries.files(beside: sample.names.finished(5)) == [sample.names.finished(5)])
  }

  @Test func aMissingFileIsStillMissing() throws {
    let error = #expect(throws: ReadingsError.self) { try LogSeries.open(sample.current) }
    #expect(error?.code == .noInput)
    try sample.write(1, to: sample.names.finished(1))
    #expect(throws: ReadingsError.self) { try LogSeries.open(sample.current) }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [0, 2, 1000])
  func aReaderFindsEveryRowAtEveryMoment(keptFiles: Int) throws {
    let writer = RotatingWriter(sample, files: 400, keptFiles: keptFiles)
    writer.start()
    var last: UInt64 = 0
    var readings = 0
    while !writer.isFinished {
      let recording = try LogSeries.open(sample.current)
      #expect(recording.damage == [])
      let numbers = rowNumbers(recording)
      guard let first = numbers.first, let end = numbers.last else { continue }
      #expect(numbers.count == Int(end - first) + 1)
      #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 })
      if keptFiles == 1000 { #expect(first == 0) }
      #expect(end >= last)
      last = end
      readings += 1
    }
    #expect(readings > 0)
    let recording = try LogSeries.open(sample.current)
    #expect(recording.damage == [])
    #expect(recording.fileCount == min(keptFiles, 399) + 1)
    #expect(rowNumbers(recording).last == 39_999)
    #expect(recording.ending == .closed)
  }
}
