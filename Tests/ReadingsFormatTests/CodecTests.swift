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
      let size = BitPacking.byteCount(count, width: width)
      let packed = OwnedBytes(count: size + BitPacking.packingSlack)
      let bitmap = OwnedBytes(count: count / 8 + 1)
      let readable = values + [UInt64](repeating: .max, count: BitPacking.lanes)
      let exceptions = BitPacking.pack(
        readable, count: count, residual: .none, width: width, into: packed.base,
        bitmap: bitmap.base.assumingMemoryBound(to: UInt8.self))
      #expect(exceptions == 0)
      var unpacked = [UInt64](repeating: 1, count: count)
      BitPacking.unpack(packed.base, count: count, width: width, into: &unpacked)
      #expect(unpacked == values)
    }
  }

  @Test func nanIsPassedOverInRanges() {
    let values = [Double.nan, 3, -1, .nan, 2].map(\.bitPattern)
    let range = values.withUnsafeBufferPointer { ColumnExtent(of: $0, as: .float64) }
    #expect(Double(bitPattern: range.minimum) == -1)
    #expect(Double(bitPattern: range.maximum) == 3)
    #expect(Double(bitPattern: range.first).isNaN)
  }

  /// Of a block that is sealed, where ranges come from deltas; a value in the middle is an extreme.
  @Test(arguments: [[0], [0, 1], [0, 1, 2, 3], [2], [1, 3], [0, 4], [4], [0, 1, 2, 3, 4]])
  func nanIsPassedOverInBlocksThatBeginWithIt(places: [Int]) throws {
    for numbers in [[1.5, 3, -2, 8, 4], [-1, -3, -2, -8, -4], [9, 8, 7, 6, 5]] {
      var values = numbers
      for place in places { values[place] = .nan }
      var rows = Sample.rows(values.count)
      for (row, value) in values.enumerated() { rows[row].values[3] = value.bitPattern }
      let block = try #require(try Sample.read(Sample.file(rows)).reader.blocks.first)
      let known = values.filter { !$0.isNaN }
      let minimum = Double(bitPattern: block.ranges[3].minimum)
      let maximum = Double(bitPattern: block.ranges[3].maximum)
      if let low = known.min(), let high = known.max() {
        #expect(minimum == low && maximum == high, "\(values)")
      } else {
        #expect(minimum.isNaN && maximum.isNaN)
      }
      // The same of rows that are still open.
      let file = try Sample.file(rows, closing: false)
      let open = try #require(try Sample.read(file).reader.blocks.first)
      #expect(open.ranges[3].minimum == block.ranges[3].minimum, "\(values)")
      #expect(open.ranges[3].maximum == block.ranges[3].maximum, "\(values)")
    }
  }
}
