import Foundation
import Testing

@testable import ReadingsFormat

/// Files that hold more than one recording: put together, or with a piece of another one in them.
/// Nothing is mixed, and nothing of either is lost.
@Suite struct SpliceTests {
  private static let first = RecoverySample.rows(100, of: 1)
  private static let second = RecoverySample.rows(100, of: 2)

  /// The rows that come out, recording by recording.
  private func recoverAll(_ bytes: [UInt8]) throws -> [[Sample.Row]] {
    try RecoverySample.recover(bytes).report.recordings.map { part in
      let outcome = try RecoverySample.recover(bytes, recording: part.tag.number)
      #expect(outcome.check.isClean)
      return outcome.rows
    }
  }

  /// No recording has rows of both, and no row comes out twice.
  private func expectUnmixed(_ recordings: [[Sample.Row]], _ comment: Comment) {
    var seen: Set<UInt64> = []
    for rows in recordings {
      #expect(Set(rows.map { $0.values[1] >> 40 }).count <= 1, comment)
      for row in rows { #expect(seen.insert(row.values[1]).inserted, comment) }
    }
  }

  @Test(arguments: [true, false], [true, false])
  func twoFilesPutTogether(closingFirst: Bool, closingSecond: Bool) throws {
    let bytes =
      try RecoverySample.file(Self.first, closing: closingFirst)
      + RecoverySample.other(100, closing: closingSecond)
    let outcome = try RecoverySample.recover(bytes, recording: 1)
    #expect(outcome.report.recordings.map(\.tag.number) == [1, 2])
    #expect(outcome.rows == Self.first)
    let other = try RecoverySample.recover(bytes, recording: 2)
    #expect(other.rows == Self.second)
    #expect(other.reader.header.processName == "sample 2")
    #expect(other.report.losses.isEmpty)
    let check = try RecoverySample.check(bytes)
    #expect(check.recordings.count == 2)
    #expect(check.damage.contains { $0.reason.hasPrefix("another recording is here") })
    #expect(check.lostRowCount == 0)
  }

  @Test func aRecordingOfThatTagMustBeThere() throws {
    let bytes = try RecoverySample.file(Self.first)
    for number: UInt32 in [0, 2, 99] {
      #expect { try RecoverySample.recover(bytes, recording: number) } throws: {
        ($0 as? ReadingsError)?.code == .invalidArgument
      }
    }
  }

  @Test func aFilePutTogetherWithItselfIsOneRecording() throws {
    let bytes = try RecoverySample.file(Self.first)
    let outcome = try RecoverySample.recover(bytes + bytes)
    #expect(outcome.rows == Self.first)
    #expect(outcome.report.recordings.count == 1)
    #expect(outcome.report.damage.isEmpty)
  }

  @Test func aRecordingOfANewerVersionBehindThisOne() throws {
    var other = try RecoverySample.other(100)
    other[20] = 2
    let size = FrameKind.headSize + Int(other[4]) + Int(other[5]) << 8
    let checksum = ByteBuilder.checksum(
      Array(other[8..<size - 4]), seed: FrameKind.header.rawValue)
    withUnsafeBytes(of: checksum.littleEndian) { other.replaceSubrange(size - 4..<size, with: $0) }
    let outcome = try RecoverySample.recover(
      try RecoverySample.file(Self.first) + other, recording: 1)
    #expect(outcome.rows == Self.first)
    #expect(outcome.report.recordings.count == 2)
    #expect(throws: ReadingsError.self) { try RecoverySample.recover(other) }
  }

  /// The header is the same, and the rows are numbered anew: the tag tells them apart.
  @Test func aFilePutTogetherWithWhatWasRecoveredOfIt() throws {
    var bytes = try RecoverySample.file(Self.first)
    for offset in try RecoverySample.blocksByOffset(of: bytes)[2] { bytes[offset] = 0x5A }
    let old = Sample.path("damaged")
    let new = Sample.path("recovered")
    defer {
      try? FileManager.default.removeItem(atPath: old)
      try? FileManager.default.removeItem(atPath: new)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: old))
    _ = try Recovery.recover(old, to: new)
    let recovered = try Array(Data(contentsOf: URL(fileURLWithPath: new)))
    let outcome = try RecoverySample.recover(bytes + recovered, recording: 1)
    #expect(outcome.rows == Array(Self.first[..<32] + Self.first[48...]))
    #expect(outcome.report.raisedTimeCount == 0)
    #expect(outcome.report.damage.compactMap(\.rows) == [32..<48])
  }

  /// A whole recording inside another one: what comes behind it is of the first one again.
  @Test func aRecordingInsideAnotherOne() throws {
    let bytes = try RecoverySample.file(Self.first)
    let other = try RecoverySample.other(100)
    for block in try RecoverySample.blocksByOffset(of: bytes) {
      for offset in [block.lowerBound, block.lowerBound + 60, block.upperBound] {
        let spliced = Array(bytes[..<offset]) + other + Array(bytes[offset...])
        let found = try recoverAll(spliced)
        expectUnmixed(found, "at \(offset)")
        #expect(found[0].count >= 84, "at \(offset)")
        #expect(found[1] == Self.second, "at \(offset)")
      }
    }
  }

  /// The beginning of one and the end of the other, with the same columns.
  @Test func theHeadOfOneAndTheTailOfAnother() throws {
    let bytes = try RecoverySample.file(Self.first)
    let other = try RecoverySample.other(100)
    let blocks = try RecoverySample.blocksByOffset(of: bytes)
    let others = try RecoverySample.blocksByOffset(of: other)
    for (cut, start) in [(1, 1), (2, 4), (4, 2), (3, 3), (1, 5), (5, 1)] {
      let spliced =
        Array(bytes[..<blocks[cut].lowerBound]) + Array(other[others[start].lowerBound...])
      let found = try recoverAll(spliced)
      expectUnmixed(found, "\(cut) and \(start)")
      #expect(found[0] == Array(Self.first[..<(16 * cut)]), "\(cut) and \(start)")
      #expect(found.joined().count == 16 * cut + 100 - 16 * start, "\(cut) and \(start)")
      #expect(try !RecoverySample.check(spliced).isClean)
    }
  }

  /// Blocks of another recording in the middle, without their header.
  @Test func foreignBlocksInTheMiddle() throws {
    let bytes = try RecoverySample.file(Self.first)
    let other = try RecoverySample.other(100)
    let blocks = try RecoverySample.blocksByOffset(of: bytes)
    let others = try RecoverySample.blocksByOffset(of: other)
    for at in 1..<5 {
      for piece in [0..<2, 1..<4, 4..<6] {
        let foreign = other[
          others[piece.lowerBound].lowerBound..<others[piece.upperBound - 1].upperBound]
        let spliced =
          Array(bytes[..<blocks[at].lowerBound]) + Array(foreign)
          + Array(bytes[blocks[at].lowerBound...])
        let found = try recoverAll(spliced)
        expectUnmixed(found, "\(piece) at \(at)")
        #expect(found[0] == Self.first, "\(piece) at \(at)")
        #expect(found.joined().count == 100 + 16 * piece.count, "\(piece) at \(at)")
      }
    }
  }

  /// The same where blocks of another recording have replaced some, so that no row is there twice.
  @Test func foreignBlocksInPlaceOfOthers() throws {
    let bytes = try RecoverySample.file(Self.first)
    let other = try RecoverySample.other(100)
    let blocks = try RecoverySample.blocksByOffset(of: bytes)
    let others = try RecoverySample.blocksByOffset(of: other)
    for at in 1..<5 {
      let spliced =
        Array(bytes[..<blocks[at].lowerBound]) + Array(other[others[at]])
        + Array(bytes[blocks[at].upperBound...])
      let found = try recoverAll(spliced)
      expectUnmixed(found, "at \(at)")
      #expect(found[0].count == 84, "at \(at)")
      #expect(found.joined().count == 100, "at \(at)")
      let report = try RecoverySample.recover(spliced).report
      #expect(report.lostRowCount == 16, "at \(at)")
    }
  }

  @Test func blocksThatWereMovedArePutBack() throws {
    let bytes = try RecoverySample.file(Self.first)
    let blocks = try RecoverySample.blocksByOffset(of: bytes)
    var moved = Array(bytes[..<blocks[1].lowerBound])
    for block in [3, 1, 4, 2] { moved += bytes[blocks[block]] }
    moved += bytes[blocks[5].lowerBound...]
    let outcome = try RecoverySample.recover(moved)
    #expect(outcome.rows == Self.first)
    #expect(outcome.report.losses.isEmpty)
    // The index says where they were.
    #expect(try !RecoverySample.check(moved).isClean)
  }

  /// Two recordings with other columns.
  @Test func recordingsOfOtherSchemas() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let wide = Sample.widerSchema
    var writer = try LogWriter(
      path: path, header: RecoverySample.header(3), schema: wide, options: Sample.smallOptions)
    let rows = Sample.rows(40, schema: wide)
    for row in rows { try writer.append(row) }
    try writer.close()
    let other = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let bytes = try RecoverySample.file(Self.first)
    let block = try RecoverySample.blocksByOffset(of: bytes)[2].lowerBound
    // The second one with its header, and without.
    let schemaStart = FrameKind.headSize + Int(other[4]) + Int(other[5]) << 8
    for start in [0, schemaStart] {
      let spliced = Array(bytes[..<block]) + Array(other[start...]) + Array(bytes[block...])
      let found = try recoverAll(spliced)
      #expect(found[0] == Self.first)
      #expect(found.contains(rows))
    }
  }
}
