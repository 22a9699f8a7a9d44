import Foundation
import Testing

@testable import ReadingsFormat

/// Series where a bound is just met: a row that is missing, files that are alike, a file without rows.
@Suite struct SeriesEdgeTests {
  let sample: SeriesSample

  init() throws { sample = try SeriesSample() }

  /// Writes a file whose first row need not follow from its number.
  private func write(
    _ number: UInt32, to path: String, rows: Range<Int>, closing: Bool = true
  ) throws {
    var writer = try LogWriter(
      path: path, header: sample.header(number, firstRow: rows.lowerBound), schema: Sample.schema,
      options: Sample.smallOptions)
    for row in Sample.rows(rows.count, from: rows.lowerBound) { try writer.append(row) }
    if closing { try writer.close() }
  }

  private func flip(_ offsets: [Int], in path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for offset in offsets { bytes[offset] ^= 0xFF }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: [1, 2])
  func eachRowThatIsMissingBetweenTwoFilesIsTold(count: Int) throws {
    try write(1, to: sample.names.finished(1), rows: 0..<100)
    try write(2, to: sample.current, rows: 100 + count..<150)
    let series = try LogSeries(paths: sample.paths(2))
    #expect(series.damage.map(\.rows) == [100..<UInt64(100 + count)])
    #expect(series.damage.map(\.path) == [sample.current])
  }

  /// A recorder may go on before a row was committed: two files begin with the same row then.
  @Test func aFileWithoutRowsComesBeforeTheOneThatFollowedIt() throws {
    try write(1, to: sample.names.finished(1), rows: 0..<20)
    try write(2, to: sample.names.finished(2), rows: 20..<20)
    try write(3, to: sample.current, rows: 20..<40, closing: false)
    let paths = sample.paths(3)
    for order in [[0, 1, 2], [0, 2, 1], [2, 1, 0], [1, 2, 0], [2, 0, 1], [1, 0, 2]] {
      let series = try LogSeries(paths: order.map { paths[$0] })
      #expect(series.paths == paths)
      #expect(series.ending == .interrupted && series.damage == [])
      #expect(rowNumbers(series) == Array(0..<40))
    }
  }

  /// Of two files that give all rows, the one of which nothing is damaged.
  @Test func ofCopiesWithAllRowsTheSoundOneCounts() throws {
    try sample.write(files: 2)
    let copy = sample.path("copy.rdg")
    try FileManager.default.copyItem(atPath: sample.names.finished(1), toPath: copy)
    // In the index.
    let size = try SystemCall.status(path: copy).size
    try flip([Int(size) - 20], in: copy)
    #expect(try LogReader(path: copy).blocks.map(\.rowCount).reduce(0, +) == 100)
    for paths in [[copy] + sample.paths(2), sample.paths(2) + [copy]] {
      let series = try LogSeries(paths: paths)
      #expect(series.paths == sample.paths(2) && series.damage == [])
    }
  }

  /// Damage that shows where blocks are decoded, block after block of one file: each is told once.
  @Test func damageIsToldOnceHoweverOftenItIsMet() throws {
    try sample.write(files: 2)
    let path = sample.names.finished(1)
    let blocks = try LogReader(path: path).blocks
    // In the values, which nobody looks at before.
    try flip([1, 3, 4].map { Int(blocks[$0].byteOffset + blocks[$0].byteCount) - 12 }, in: path)
    let series = try LogSeries(paths: sample.paths(2))
    #expect(series.damage == [])
    for _ in 0..<2 {
      #expect(Sample.read(series).count == 152)
      #expect(series.damage.map(\.rows) == [16..<32, 48..<64, 64..<80])
    }
  }

  /// A file that rests is opened again by its name. By then another one may have that, of the same
  /// recording and the same rows.
  @Test func aFileThatTookTheNameOfOneThatRestsIsNotRead() throws {
    try write(1, to: sample.current, rows: 0..<20)
    let reader = try LogReader(path: sample.current)
    reader.rest()
    let other = sample.path("other.rdg")
    var writer = try LogWriter(
      path: other, header: sample.header(1, firstRow: 0), schema: Sample.schema,
      options: Sample.smallOptions)
    for var row in Sample.rows(20) {
      row.values[1] += 1
      try writer.append(row)
    }
    try writer.close()
    #expect(rename(other, sample.current) == 0)
    let block = ColumnBlock()
    for _ in 0..<2 {
      let error = #expect(throws: ReadingsError.self) { try reader.decode(0, into: block) }
      #expect(error?.code == .damaged)
    }
    #expect(reader.damage.map(\.rows) == [0..<16])
  }

  /// A finished file is one that the current one follows: not a copy of it, whatever its name is, and
  /// not one of the same number whose header is lost.
  @Test func copiesOfTheCurrentFileAreNotBesideIt() throws {
    try sample.write(files: 3)
    let copy = sample.names.finished(3)
    try FileManager.default.copyItem(atPath: sample.current, toPath: copy)
    #expect(try LogSeries.files(beside: sample.current) == sample.paths(3))
    try flip([40], in: copy)
    #expect(try LogSeries.files(beside: sample.current) == sample.paths(3))
    // A file before it counts with its header lost as well.
    try flip([40], in: sample.names.finished(2))
    #expect(try LogSeries.files(beside: sample.current) == sample.paths(3))
  }

  /// A longer number may be a date: the header must have it as well, and is lost.
  @Test func aNumberOfSixDigitsIsBelievedWithoutAHeader() throws {
    try write(1, to: sample.names.finished(1), rows: 0..<20)
    for number: UInt32 in [999_999, 1_000_000] {
      try write(number, to: sample.names.finished(number), rows: 20..<40)
      try flip([40], in: sample.names.finished(number))
    }
    #expect(try sample.names.finishedFiles().map(\.number) == [1, 999_999])
  }

  /// Its rows are those of the file before it, and fewer: the file after it goes on from the most.
  @Test func aFileThatEndsBeforeItsPredecessorTakesNoRowsFromItsSuccessor() throws {
    try write(1, to: sample.names.finished(1), rows: 0..<100)
    try write(2, to: sample.names.finished(2), rows: 50..<70)
    try write(3, to: sample.current, rows: 100..<200)
    let series = try LogSeries(paths: sample.paths(3))
    #expect(rowNumbers(series) == Array(0..<200))
    #expect(!series.damage.isEmpty && series.damage.allSatisfy { $0.rows == nil })
    #expect(Set(series.damage.map(\.path)) == [sample.names.finished(2)])
  }

  /// A recording that is behind the end of another one has taken none of its rows: those that are missing
  /// then are not put down to it.
  @Test func aForeignRecordingIsNotToBlameForMissingRows() throws {
    let path = sample.names.finished(1)
    try write(1, to: path, rows: 0..<100)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: RecoverySample.other(20))
    try file.close()
    try write(2, to: sample.current, rows: 110..<150)
    let damage = try LogSeries(paths: sample.paths(2)).damage
    try #require(damage.count == 2)
    #expect(damage[0].reason.hasPrefix("another recording is here"))
    #expect(damage[0].path == path && damage[0].rows == nil)
    #expect(damage[1].reason == "rows are missing before this file")
    #expect(damage[1].path == sample.current && damage[1].rows == 100..<110)
  }

  /// A file whose header is lost has lost its first block as well, and says so: the rows between the
  /// files are not told once more.
  @Test func lossesThatAFileTellsItselfAreToldOnce() throws {
    try write(1, to: sample.names.finished(1), rows: 0..<100)
    try write(2, to: sample.current, rows: 100..<160)
    let block = try #require(try LogReader(path: sample.current).blocks.first)
    let end = Int(block.byteOffset + block.byteCount)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: sample.current))
    for offset in Array(44..<60) + Array(end - 24..<end) { bytes[offset] = 0x5A }
    try bytes.write(to: URL(fileURLWithPath: sample.current))
    let series = try LogSeries(paths: sample.paths(2))
    #expect(rowNumbers(series) == Array(0..<100) + Array(116..<160))
    #expect(series.damage.map(\.reason) == ["the header is damaged", "a frame is damaged"])
    #expect(series.damage.map(\.rows) == [100..<116, nil])
    #expect(series.damage.lostRowCount == 16)
  }

  /// A recorder renames the file that it leaves: who has it open goes on with it, however many other
  /// files there are.
  @Test func aLiveFileStaysOpenAmongMany() throws {
    let count = LogSeries.openFiles
    var paths: [String] = []
    for number in 1...count {
      paths.append(sample.names.finished(UInt32(number)))
      try write(UInt32(number), to: paths[number - 1], rows: 2 * (number - 1)..<2 * number)
    }
    let first = 2 * count
    var writer = try LogWriter(
      path: sample.current, header: sample.header(UInt32(count + 1), firstRow: first),
      schema: Sample.schema, options: Sample.smallOptions)
    // A block, which is read from the file, and open rows.
    for row in Sample.rows(20, from: first) { try writer.append(row) }
    // Where there is no room for one more that stays open, and another one comes behind it.
    paths.insert(sample.current, at: count - 1)
    let series = try LogSeries(paths: paths)
    #expect(series.ending == .live)
    #expect(rename(sample.current, sample.names.finished(UInt32(count + 1))) == 0)
    #expect(Sample.read(series).count == first + 20 && series.damage == [])
    try writer.close()
  }
}
