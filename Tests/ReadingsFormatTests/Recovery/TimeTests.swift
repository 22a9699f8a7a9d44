import Foundation
import Testing

@testable import ReadingsFormat

/// Times that stand still, go back, or are in another unit: what a check and a recovery make of them.
@Suite struct TimeTests {
  /// A closed file with blocks of these times; of each row the second value is its number.
  private func file(_ blocks: [[Int64]]) -> [UInt8] {
    var file = VectorFile()
    file.start()
    var number: Int64 = 0
    for times in blocks {
      file.block(BlockRecipe([.plain(times), .plain(times.indices.map { number + Int64($0) })]))
      number += Int64(times.count)
    }
    file.index()
    return file.bytes
  }

  /// Rows may share a time, also where two blocks meet.
  @Test func equalTimesAreInOrder() throws {
    let bytes = file([[5, 5, 7], [7, 7], [7, 9]])
    #expect(try RecoverySample.check(bytes).damage == [])
    let outcome = try RecoverySample.recover(bytes)
    #expect(outcome.report.raisedTimeCount == 0)
    #expect(outcome.rows.map(\.values[0]) == [5, 5, 7, 7, 7, 7, 9])
  }

  @Test func timesThatGoBackAreToldAndRaised() throws {
    let inside = try RecoverySample.check(file([[5, 4, 7], [8]]))
    #expect(inside.damage.map(\.reason) == ["times decrease within a block"])
    let between = try RecoverySample.check(file([[5, 7], [6, 8]]))
    #expect(between.damage.map(\.reason) == ["times decrease from block to block"])
    let outcome = try RecoverySample.recover(file([[5, 3, 4], [4, 5, 9, 8]]))
    // To 5, 5, 5, and 9.
    #expect(outcome.report.raisedTimeCount == 4)
    #expect(outcome.rows.map(\.values[0]) == [5, 5, 5, 5, 5, 9, 9])
    #expect(outcome.rows.map(\.values[1]) == [0, 1, 2, 3, 4, 5, 6])
  }

  /// Damage of a frame shows before that of values, wherever the two are.
  @Test func timesThatGoBackAreToldInTheOrderOfTheFile() throws {
    var bytes = file([[5, 4, 7], [8, 9], [10, 11]])
    let damaged = try RecoverySample.blocksByOffset(of: bytes)[1]
    // In the column frame.
    bytes[damaged.upperBound - 6] ^= 0xFF
    let damage = try RecoverySample.check(bytes).damage
    try #require(damage.count == 2)
    #expect(damage[0].reason == "times decrease within a block")
    #expect(damage[0].byteOffset < damage[1].byteOffset)
    #expect(damage[1].rows == 3..<5)
  }

  /// Times of another unit do not go on from those before: they are left out, and that is said.
  @Test func rowsOfAnotherUnitAreNotMixedIn() throws {
    var columns = Sample.schema.columns
    columns[0].scale = Scale(exponent: -9)
    let other = Schema(columns: columns)
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    let rows = Sample.rows(60)
    for (number, row) in rows.enumerated() {
      if number == 20 { try writer.change(to: other) }
      if number == 40 { try writer.change(to: Sample.schema) }
      try writer.append(row)
    }
    try writer.close()
    let outcome = try RecoverySample.recover(Array(Data(contentsOf: URL(fileURLWithPath: path))))
    #expect(outcome.rows == Array(rows[..<20] + rows[40...]))
    #expect(outcome.report.rowCount == 40)
    #expect(outcome.report.damage.compactMap(\.rows) == [20..<36, 36..<40])
    #expect(outcome.check.isClean && outcome.reader.schemas == [Sample.schema])
  }
}
