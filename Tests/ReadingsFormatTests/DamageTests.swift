import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// Damages files in every way that a test can afford, and checks that the reader neither traps nor
/// invents rows, and that it loses no row that was not hit.
@Suite struct DamageTests {
  private static let rows = Sample.rows(40)

  /// Reads a file that may be beyond recognition.
  private func read(_ bytes: [UInt8]) throws -> (rows: [Int: Sample.Row], reader: LogReader)? {
    do {
      return try Sample.read(bytes)
    } catch let error as ReadingsError {
      #expect([.notARecording, .damaged, .unsupported].contains(error.code))
      return nil
    }
  }

  /// What is read must be what was written.
  private func expectTrue(_ found: [Int: Sample.Row], _ comment: Comment) {
    for (index, row) in found {
      guard index < Self.rows.count else {
        Issue.record("row \(index) was never written; \(comment)")
        return
      }
      guard row.values == Self.rows[index].values else {
        Issue.record("row \(index) is wrong; \(comment)")
        return
      }
    }
  }

  @Test(arguments: [true, false])
  func everyLength(closing: Bool) throws {
    let bytes = try Sample.file(Self.rows, closing: closing)
    var previous = -1
    for length in 0..<bytes.count {
      guard let (found, reader) = try read(Array(bytes[..<length])) else {
        #expect(length < 4)
        continue
      }
      expectTrue(found, "cut to \(length)")
      #expect(reader.ending != .closed)
      #expect(found.count >= previous, "a longer file has fewer rows, at \(length)")
      previous = found.count
    }
    #expect(previous >= 32)
  }

  /// The rows that may be lost when the byte at an offset is flipped: those of its block, or the
  /// one open row that it is in.
  private func rowsAt(_ offset: Int, in reader: LogReader) -> ClosedRange<Int>? {
    for block in reader.blocks where reader.header.processID != nil {
      let range = Int(block.byteOffset)..<Int(block.byteOffset + block.byteCount)
      if range.contains(offset) {
        return Int(block.firstRow)...Int(block.firstRow) + block.rowCount - 1
      }
    }
    return nil
  }

  @Test(arguments: [true, false])
  func everyFlippedByte(closing: Bool) throws {
    let bytes = try Sample.file(Self.rows, closing: closing)
    let whole = try Sample.read(bytes).reader
    let openStart = whole.blocks.last.map { Int($0.byteOffset) } ?? 0
    var reported = 0
    for offset in bytes.indices {
      var damaged = bytes
      damaged[offset] ^= [0x01, 0x80, 0xFF][offset % 3]
      guard let (found, reader) = try read(damaged) else {
        Issue.record("one flipped byte at \(offset) makes the file unreadable")
        continue
      }
      expectTrue(found, "flipped \(offset)")
      let lost = Set(Self.rows.indices).subtracting(found.keys)
      if closing || offset < openStart {
        let may = rowsAt(offset, in: whole).map(Set.init) ?? []
        #expect(
          lost.isSubset(of: may),
          "flipping \(offset) loses \(lost.count) rows from \(lost.min() ?? -1)")
      } else {
        #expect(
          lost.count <= 1, "flipping \(offset) loses \(lost.count) rows from \(lost.min() ?? -1)")
      }
      if !lost.isEmpty {
        #expect(!reader.damage.isEmpty, "flipping \(offset) loses rows in silence")
        let told = reader.damage.compactMap(\.rows).reduce(into: Set<Int>()) {
          $0.formUnion(Int($1.lowerBound)..<Int($1.upperBound))
        }
        #expect(lost.isSubset(of: told), "flipping \(offset) loses rows that damage doesn't name")
        reported += 1
      }
    }
    #expect(reported > 0)
  }

  @Test(arguments: [true, false])
  func everyZeroedPage(closing: Bool) throws {
    let bytes = try Sample.file(Self.rows, closing: closing)
    for start in stride(from: 0, to: bytes.count, by: 512) {
      var damaged = bytes
      for offset in start..<min(start + 512, bytes.count) { damaged[offset] = 0 }
      if let (found, _) = try read(damaged) { expectTrue(found, "zeroed \(start)") }
    }
  }

  @Test func randomAndZeroBytesAreNoRecording() throws {
    var generator = SeededGenerator(5)
    for count in [1, 15, 16, 1000, 100_000] {
      for bytes in [
        [UInt8](repeating: 0, count: count),
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
      ] {
        #expect { try Sample.read(bytes) } throws: {
          ($0 as? ReadingsError)?.code == .notARecording
        }
      }
    }
  }

  @Test func randomBytesBehindAHeaderAreDamage() throws {
    let bytes = try Sample.file([])
    var generator = SeededGenerator(6)
    for _ in 0..<50 {
      let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let headerSize = 8 + Int(bytes[4]) + Int(bytes[5]) << 8
      let (found, reader) = try Sample.read(Array(bytes[..<headerSize]) + noise)
      #expect(found.isEmpty)
      #expect(!reader.damage.isEmpty)
    }
  }

  @Test func severalFaultsAtOnce() throws {
    let bytes = try Sample.file(Self.rows)
    var generator = SeededGenerator(7)
    for _ in 0..<1_000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
          damaged[Int.random(in: damaged.indices, using: &generator)] ^=
            UInt8.random(in: 1...255, using: &generator)
        case 1:
          damaged.removeLast(Int.random(in: 0..<damaged.count / 2, using: &generator))
        case 2:
          let start = Int.random(in: damaged.indices, using: &generator)
          let end = min(damaged.count, start + Int.random(in: 1...300, using: &generator))
          damaged.removeSubrange(start..<end)
        default:
          let start = Int.random(in: damaged.indices, using: &generator)
          let end = min(damaged.count, start + Int.random(in: 1...300, using: &generator))
          damaged.insert(
            contentsOf: Array(damaged[start..<end]),
            at: Int.random(in: damaged.indices, using: &generator))
        }
        if damaged.count < 2 { break }
      }
      if let (found, _) = try read(damaged) { expectTrue(found, "several faults") }
    }
  }

  @Test func aNewerVersionAndUnknownFlagsAreRefused() throws {
    let bytes = try Sample.file(Self.rows)
    for (offset, value) in [(20, UInt8(2)), (24, UInt8(0x82))] {
      var future = bytes
      future[offset] = value
      let size = Int(future[4]) | Int(future[5]) << 8
      let checksum = ByteBuilder.checksum(
        Array(future[8..<8 + size - 4]), seed: FrameKind.header.rawValue)
      withUnsafeBytes(of: checksum.littleEndian) {
        future.replaceSubrange(8 + size - 4..<8 + size, with: $0)
      }
      #expect { try Sample.read(future) } throws: { ($0 as? ReadingsError)?.code == .unsupported }
    }
  }

  @Test func unknownSkippableFramesAreIgnored() throws {
    let bytes = try Sample.file(Self.rows)
    let size = 8 + (Int(bytes[4]) | Int(bytes[5]) << 8)
    let unknown: [UInt8] = [0x5E, 0x2A, 0x4D, 0x18, 8, 0, 0, 0] + [1, 2, 3, 4, 5, 6, 7, 8]
    let (found, reader) = try Sample.read(
      Array(bytes[..<size]) + unknown + Array(bytes[size...]))
    #expect(found.count == Self.rows.count)
    #expect(reader.damage == [])
  }
}
