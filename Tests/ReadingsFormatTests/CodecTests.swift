import SeededRandom
import Testing

@testable import ReadingsFormat

@Suite struct CodecTests {
  @Test func checksumsMatchPublishedValues() {
    func hash(_ text: String, seed: UInt32 = 0) -> UInt32 {
      Array(text.utf8).withUnsafeBytes { XXH32.hash($0, seed: seed) }
    }
    #expect(hash("") == 0x02CC_5D05)
    #expect(hash("a") == 0x550D_7456)
    #expect(hash("abc") == 0x32D1_53FF)
    #expect(hash("Nobody inspects the spammish repetition") == 0xE229_3B2F)
  }

  @Test(arguments: 0...64)
  func everyWidthPacksAndUnpacks(width: Int) {
    var generator = SeededGenerator(UInt64(width))
    for count in [1, 2, 7, 63, 64, 65, 1000] {
      let mask = width == 0 ? 0 : UInt64.max >> UInt64(64 - width)
      let values = (0..<count).map { _ in generator.next() & mask }
      let packed = OwnedBytes(
        count: BitPacking.byteCount(count, width: width) + BitPacking.slack)
      let size = BitPacking.pack(values, count: count, width: width, into: packed.base)
      #expect(size == BitPacking.byteCount(count, width: width))
      var unpacked = [UInt64](repeating: 1, count: count)
      BitPacking.unpack(packed.base, count: count, width: width, into: &unpacked)
      #expect(unpacked == values)
    }
  }

  /// Columns of every character: what real vitals look like, and what they never should.
  static func columns(_ count: Int, seed: UInt64) -> [[UInt64]] {
    var generator = SeededGenerator(seed)
    func signed(_ make: (Int) -> Int64) -> [UInt64] {
      (0..<count).map { UInt64(bitPattern: make($0)) }
    }
    var walk: Int64 = 0
    return [
      signed { _ in 5 },
      signed { Int64($0) * 10_000 },
      signed { Int64($0) * 10_000 + Int64.random(in: -40...900, using: &generator) },
      signed { _ in Bool.random(using: &generator) ? .max : .min },
      signed { _ in Int64(bitPattern: generator.next()) },
      signed { $0 % 37 == 0 ? 1 << 40 : 0 },
      signed { _ in
        walk += Int64.random(in: 0..<100, using: &generator) == 0 ? 4096 * 300 : 0
        return walk
      },
      signed { Int64(bitPattern: (Double($0) * 0.1).bitPattern) },
      signed { -Int64($0 * $0) },
      signed { $0 == count / 2 ? .min : Int64($0) },
    ]
  }

  @Test(arguments: [1, 2, 3, 8, 100, 1023, 1024, 4096])
  func everyColumnComesBack(count: Int) throws {
    for seed: UInt64 in 0..<8 {
      for values in Self.columns(count, seed: seed) {
        var sink = ByteSink(capacity: ColumnCodec.bound(count) + 64)
        let scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(count))
        _ = ColumnCodec.encode(values, count: count, scratch: scratch.words(), into: &sink)
        #expect(sink.count <= 8 * count + 21)
        let size = sink.count
        sink.append(zeros: BitPacking.slack)
        var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: sink.bytes[..<size]))
        var decoded = [UInt64](repeating: 0, count: count)
        try ColumnCodec.decode(&cursor, count: count, into: &decoded, scratch: scratch.words())
        #expect(decoded == values)
        #expect(cursor.remaining == 0)
      }
    }
  }

  @Test func constantDeltasTakeNoRoom() {
    let values = (0..<1024).map { UInt64($0 * 500 + 7) }
    var sink = ByteSink(capacity: ColumnCodec.bound(1024))
    let scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(1024))
    _ = ColumnCodec.encode(values, count: 1024, scratch: scratch.words(), into: &sink)
    #expect(sink.count <= 4)
  }

  @Test func randomBytesNeverTrapTheDecoder() {
    var generator = SeededGenerator(99)
    let scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(1024))
    var decoded = [UInt64](repeating: 0, count: 1024)
    var accepted = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...1024, using: &generator)
      let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
      padded.withUnsafeBytes { all in
        var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: all[..<bytes.count]))
        do throws(Malformed) {
          try ColumnCodec.decode(&cursor, count: count, into: &decoded, scratch: scratch.words())
          accepted += 1
        } catch {}
      }
    }
    // Constant columns are short, so some random bytes are valid ones.
    #expect(accepted > 0)
  }

  @Test func nanIsPassedOverInRanges() {
    let values = [Double.nan, 3, -1, .nan, 2].map(\.bitPattern)
    let range = values.withUnsafeBufferPointer { BlockSummary.Range(of: $0, as: .float64) }
    #expect(Double(bitPattern: range.minimum) == -1)
    #expect(Double(bitPattern: range.maximum) == 3)
    #expect(Double(bitPattern: range.first).isNaN)
  }
}
