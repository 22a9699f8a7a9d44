import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

/// What becomes of the files that are there when a recording begins or goes on in a new file.
@Suite struct PuttingAsideTests {
  private static let schema = Schema(columns: [Column("time", unit: .seconds, kind: .time)])

  /// A file of a recording of its own, which says that it has a number; live as long as the writer is.
  private func writer(_ path: String, number: UInt32) throws -> LogWriter {
    var header = LogHeader(format: "")
    header.fileNumber = number
    header.recordingID = RecordingID()
    return try LogWriter(path: path, header: header, schema: Self.schema)
  }

  private func append(_ time: UInt64, to writer: inout LogWriter) throws {
    let values = [time]
    try values.withUnsafeBufferPointer { try writer.append($0) }
  }

  private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  @Test func whatACrashHasLeftStaysAlsoWithoutARotation() throws {
    let series = try RecordedSeries("crash")
    _ = try writer(series.path, number: 1)
    let crashed = try contents(series.path)
    try RecordedSeries.record(series.path)
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
    #expect(try contents(series.path("run.000001.rdg")) == crashed)
    // It is another recording, and not read as the beginning of this one.
    #expect(try LogSeries.open(series.path).fileCount == 1)
    // What was closed is replaced, as it always was.
    try RecordedSeries.record(series.path)
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
  }

  @Test(arguments: [nil, Rotation(keptFiles: 0)])
  func aFileThatIsNoRecordingStays(rotation: Rotation?) throws {
    let series = try RecordedSeries("no-recording")
    let note = Data("my notes".utf8)
    try note.write(to: URL(filePath: series.path))
    for _ in 0..<2 { try RecordedSeries.record(series.path, rotation) }
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
    #expect(try contents(series.path("run.000001.rdg")) == note)
    try Data().write(to: URL(filePath: series.path))
    try RecordedSeries.record(series.path)
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
  }

  @Test func aNumberThatLeavesNoRoomIsNotTaken() throws {
    let series = try RecordedSeries("no-room")
    _ = try writer(series.path, number: .max)
    try RecordedSeries.record(series.path)
    #expect(series.names == ["run.000001.rdg", "run.rdg"])
    #expect(series.currentNumber == 2)
  }

  @Test func theNewestCrashesStay() throws {
    let series = try RecordedSeries("crashes")
    for number: UInt32 in 1...6 {
      _ = try writer(series.path, number: number)
      try RecordedSeries.record(series.path)
      // As the next crash finds it.
      try FileManager.default.removeItem(atPath: series.path)
    }
    #expect(series.names == [4, 5, 6].map(series.finishedName))
  }

  @Test func closedFilesOfARotationAreNotCountedAmongThem() throws {
    let series = try RecordedSeries("closed")
    for number: UInt32 in 1...5 {
      var finished = try writer(series.path(series.finishedName(Int(number))), number: number)
      try finished.close()
    }
    _ = try writer(series.path, number: 6)
    try RecordedSeries.record(series.path)
    #expect(series.finished == (1...6).map(series.finishedName))
  }

  /// A live file of another process, with such a name, is not even opened for writing.
  @Test(arguments: [2, 123_456] as [UInt32], [true, false])
  func aFileThatIsWrittenToIsNeverRemoved(named number: UInt32, isNumbered: Bool) throws {
    let series = try RecordedSeries("live")
    let path = series.path(series.finishedName(Int(number)))
    var other = try writer(path, number: isNumbered ? number : 1)
    try append(7, to: &other)
    for _ in 0..<3 { try RecordedSeries.record(series.path, Rotation(keptFiles: 0)) }
    try append(8, to: &other)
    try other.close()
    let reader = try LogReader(path: path)
    #expect(reader.ending == .closed && reader.blocks.reduce(0) { $0 + $1.rowCount } == 2)
  }

  /// As a program has one that is being started while the recording ends.
  @Test func aCopyOfTheDescriptorKeepsNobodyOut() throws {
    let series = try RecordedSeries("copy")
    var copy: Int32 = -1
    do {
      var first = try writer(series.path, number: 1)
      copy = dup(first.descriptor)
      try first.close()
    }
    defer { close(copy) }
    try RecordedSeries.record(series.path)
    #expect(series.names == ["run.rdg"])
  }

  @Test func aClosedFileWithAnotherNumberIsNotOurs() throws {
    let series = try RecordedSeries("foreign")
    let path = series.path("run.20260131.rdg")
    var other = try writer(path, number: 1)
    try other.close()
    for _ in 0..<3 { try RecordedSeries.record(series.path, Rotation(keptFiles: 1)) }
    #expect(series.names.contains("run.20260131.rdg"))
    #expect(series.names.count == 3)
  }

  @Test func aNameThatIsTakenIsPassedOver() throws {
    let series = try RecordedSeries("taken")
    let note = Data("my notes".utf8)
    try note.write(to: URL(filePath: series.path("run.000001.rdg")))
    try note.write(to: URL(filePath: series.path("run.000003.rdg")))
    for _ in 0..<4 { try RecordedSeries.record(series.path, Rotation(keptFiles: 10)) }
    #expect(try contents(series.path("run.000001.rdg")) == note)
    #expect(try contents(series.path("run.000003.rdg")) == note)
    #expect(series.finished == [1, 2, 3, 4, 5].map(series.finishedName))
    #expect(series.currentNumber == 6)
  }
}
