import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// What is missing or damaged in a recording of several files.
@Suite struct SeriesDamageTests {
  let sample: SeriesSample

  init() throws { sample = try SeriesSample() }

  @Test func rowsBetweenTwoFilesAreMissedAndThoseBeforeTheFirstAreNot() throws {
    try sample.write(files: 5)
    var paths = sample.paths(5)
    paths.removeFirst()
    #expect(try LogSeries(paths: paths).damage == [])
    paths.remove(at: 1)
    let series = try LogSeries(paths: paths)
    #expect(rowNumbers(series) == Array(100..<200) + Array(300..<500))
    let damage = try #require(series.damage.first)
    #expect(series.damage.count == 1)
    #expect(damage.rows == 200..<300)
    #expect(damage.path == sample.names.finished(4))
    #expect(damage.byteCount == 0)
    let rows = SeriesSample.rows(files: 1...5)
    func time(_ row: Int) -> Double { Sample.schema.seconds(rows[row]!.values[0]) }
    #expect(damage.seconds == time(199)...time(300))
  }

  @Test func damageSaysInWhichFile() throws {
    try sample.write(files: 3)
    let url = URL(fileURLWithPath: sample.names.finished(2))
    let whole = try LogReader(path: url.path)
    let block = whole.blocks[2]
    var bytes = try Data(contentsOf: url)
    // In the values, which nobody looks at until they are decoded.
    bytes[Int(block.byteOffset + block.byteCount) - 12] ^= 0xFF
    try bytes.write(to: url)
    let series = try LogSeries(paths: sample.paths(3))
    #expect(series.damage == [])
    #expect(Sample.read(series).count == 300 - block.rowCount)
    #expect(series.damage.map(\.path) == [url.path])
    #expect(series.damage.map(\.rows) == [block.firstRow..<block.firstRow + 16])
    #expect(series.damage.map(\.byteOffset) == [block.byteOffset])
    // Told once.
    #expect(Sample.read(series).count == 300 - block.rowCount)
    #expect(series.damage.count == 1)
  }

  @Test func aFileThatWasCutShortIsToBlameForTheRowsThatFollowed() throws {
    try sample.write(files: 3)
    let url = URL(fileURLWithPath: sample.names.finished(2))
    let third = try LogReader(path: url.path).blocks[2]
    let bytes = try Data(contentsOf: url)
    try bytes.prefix(Int(third.byteOffset)).write(to: url)
    let series = try LogSeries(paths: sample.paths(3))
    #expect(series.damage.map(\.rows) == [132..<200])
    #expect(series.damage.map(\.path) == [url.path])
    #expect(series.damage.allSatisfy { $0.seconds != nil })
    #expect(rowNumbers(series) == Array(0..<132) + Array(200..<300))
  }

  @Test func aFileWithADamagedHeaderIsReadWhereItsRowsBelong() throws {
    try sample.write(files: 3)
    let url = URL(fileURLWithPath: sample.names.finished(2))
    var bytes = try Data(contentsOf: url)
    bytes[40] ^= 0xFF
    try bytes.write(to: url)
    for series in [
      try LogSeries(paths: sample.paths(3).reversed()), try LogSeries.open(sample.current),
    ] {
      #expect(rowNumbers(series) == Array(0..<300))
      #expect(Set(series.damage.map(\.path)) == [url.path])
      #expect(series.damage.allSatisfy { $0.rows == nil })
      #expect(series.header == sample.header(1, firstRow: 0))
    }
  }

  @Test func aFileThatIsRemovedWhileItIsReadCostsItsOwnRows() throws {
    let count = LogSeries.openFiles + 10
    try sample.write(files: count)
    let series = try LogSeries(paths: sample.paths(count))
    // The files that are open stay readable.
    for number in 1..<count {
      try FileManager.default.removeItem(atPath: sample.names.finished(UInt32(number)))
    }
    // Another file takes the name of one that is not.
    let taken = sample.names.finished(UInt32(LogSeries.openFiles + 3))
    try sample.write(1, to: taken)
    let index = try #require(series.blocks.firstIndex { $0.firstRow == 100 * 66 })
    let error = #expect(throws: ReadingsError.self) {
      try series.decode(index, into: ColumnBlock())
    }
    #expect(error?.code == .damaged)
    #expect(error?.place.path == taken)
    let rows = Sample.read(series)
    #expect(Set(rows.keys) == Set(0..<6300).union((count - 1) * 100..<count * 100))
    let lost = series.damage.reduce(0) { $0 + ($1.rows?.count ?? 0) }
    #expect(rows.count + lost == count * 100)
    #expect(series.damage.contains { $0.path == taken })
  }

  @Test func rowsThatTwoFilesHaveComeOnce() throws {
    try sample.write(1, to: sample.names.finished(1))
    // Starts with row 90, and says that it is the second.
    var writer = try LogWriter(
      path: sample.current, header: sample.header(2, firstRow: 90), schema: Sample.schema,
      options: Sample.smallOptions)
    for row in Sample.rows(110, from: 90) { try writer.append(row) }
    try writer.close()
    let series = try LogSeries(paths: sample.paths(2))
    let numbers = rowNumbers(series)
    #expect(numbers == Array(0..<100) + Array(106..<200))
    #expect(series.damage.map(\.rows) == [100..<106])
    #expect(series.damage.map(\.path) == [sample.current])
  }

  @Test func whateverBefallsTheFilesNoRowIsWrongDoubledOrLostWithoutAWord() throws {
    try sample.write(files: 4)
    let paths = sample.paths(4)
    let whole = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    let truth = SeriesSample.rows(files: 1...4)
    for seed in 0..<300 {
      var generator = SeededGenerator(UInt64(seed))
      for (path, original) in zip(paths, whole) {
        var bytes = original
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          let position = Int.random(in: 0..<bytes.count, using: &generator)
          if Int.random(in: 0..<4, using: &generator) == 0 {
            bytes = bytes.prefix(max(64, position))
            break
          }
          bytes[position] ^= UInt8.random(in: 1...255, using: &generator)
        }
        try bytes.write(to: URL(fileURLWithPath: path))
      }
      guard let series = try? LogSeries(paths: paths) else { continue }
      let numbers = rowNumbers(series)
      #expect(numbers.count == Set(numbers).count, "seed \(seed)")
      let rows = Sample.read(series)
      for (number, row) in rows {
        #expect(row.values == truth[number]?.values, "row \(number), seed \(seed)")
      }
      // Nothing tells how many rows the last file had, once its end is gone.
      let known = rows.filter { $0.key < 300 }.count
      if known < 300 { #expect(!series.damage.isEmpty, "seed \(seed)") }
    }
  }

  @Test func theHeaderIsThatOfTheFirstFileWhoseHeaderIsIntact() throws {
    try sample.write(files: 3)
    let url = URL(fileURLWithPath: sample.names.finished(1))
    var bytes = try Data(contentsOf: url)
    bytes[40] ^= 0xFF
    try bytes.write(to: url)
    let series = try LogSeries(paths: sample.paths(3))
    #expect(series.paths == sample.paths(3) && rowNumbers(series) == Array(0..<300))
    #expect(series.header == sample.header(2, firstRow: 100))
  }
}
