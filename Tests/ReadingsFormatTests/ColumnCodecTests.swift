import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// Columns through the block codec, as rows that are sealed and blocks that are decoded.
@Suite struct ColumnCodecTests {
  /// Columns of every character: what real vitals look like, and what they never should.
  static func columns(_ count: Int, seed: UInt64) -> [[UInt64]] {
    var generator = SeededGenerator(seed)
    func signed(_ make: (Int) -> Int64) -> [UInt64] {
      (0..<count).map { UInt64(bitPattern: make($0)) }
    }
    var walk: Int64 = 0
    let allocated = signed { Int64($0) * 700 + Int64.random(in: 0..<9_000, using: &generator) }
    let faults = signed { _ in
      walk += Int64.random(in: 0..<20, using: &generator) == 0 ? 300 : 0
      return walk
    }
    return [
      signed { Int64($0) * 10_000 + Int64.random(in: -40...900, using: &generator) },
      signed { _ in 5 },
      signed { Int64($0) * 10_000 },
      signed { _ in Bool.random(using: &generator) ? .max : .min },
      signed { _ in Int64(bitPattern: generator.next()) },
      signed { $0 % 37 == 0 ? 1 << 40 : 0 },
      faults,
      faults.map { $0 &* 4096 &+ (1 << 33) },
      allocated,
      allocated.map { $0 &- UInt64.random(in: 0..<64, using: &generator) },
      allocated.map { 0 &- $0 },
      allocated.map { $0 / 1000 },
      signed { Int64(bitPattern: (Double($0) * 0.1).bitPattern) },
      signed { -Int64($0 * $0) },
      signed { $0 == count / 2 ? .min : Int64($0) },
      signed { $0 % 9 == 0 ? Int64(bitPattern: Double.nan.bitPattern) : Int64($0) << 52 },
    ]
  }

  private static func schema(_ count: Int) -> Schema {
    Schema(
      columns: (0..<count).map { index in
        index == 0
          ? Column("time", kind: .time)
          : Column("c\(index)", type: Column.ValueType.allCases[index % 3])
      })
  }

  /// Encodes columns as blocks and decodes them; returns the last one's size.
  @discardableResult
  private func roundTrip(_ columns: [[UInt64]], blocks: Int = 1) throws -> Int {
    let schema = Self.schema(columns.count)
    let rowCount = columns[0].count
    let stride = OpenRow.stride(columns: columns.count)
    var encoder = BlockEncoder(schema: schema, capacity: rowCount, labelBytes: 64)
    var decoder = BlockDecoder()
    let memory = OwnedBytes(count: stride * rowCount)
    for (column, values) in columns.enumerated() {
      for (row, value) in values.enumerated() {
        memory.base.storeBytes(of: value, toByteOffset: row * stride + 8 * column, as: UInt64.self)
      }
    }
    let rows = OpenRows(
      base: memory.base, count: rowCount, columnCount: columns.count,
      labels: UnsafeRawBufferPointer(start: nil, count: 0), labelsDistance: 0)
    // What the encoder learns from one block changes the code of the next.
    for block in 0..<blocks {
      encoder.encode(
        rows,
        control: OpenFrameControl(
          tag: RecordingTag(number: 7), schemaID: schema.id, firstRow: UInt64(block * rowCount),
          rowsOffset: 64, capacity: rowCount, schemaSize: 0))
      let bytes = encoder.block.bytes
      let head = try #require(FrameHead(bytes))
      let ranges = try ExtentReader.extents(of: schema, in: try BlockFrame(bytes).extents)
      let decoded = ColumnBlock()
      _ = try decoder.decode(
        UnsafeRawBufferPointer(rebasing: bytes[head.size...]), schema: schema, into: decoded)
      for (column, values) in columns.enumerated() {
        decoded.withColumn(column) { #expect(Array($0) == values, "column \(column)") }
        values.withUnsafeBufferPointer { all in
          let expected = ColumnExtent(of: all, as: schema.columns[column].type)
          #expect(Self.isSame(ranges[column], expected), "range of column \(column)")
        }
      }
    }
    return encoder.block.bytes.count
  }

  /// Zeros of either sign are the same extreme.
  private static func isSame(_ a: ColumnExtent, _ b: ColumnExtent) -> Bool {
    func same(_ x: UInt64, _ y: UInt64) -> Bool {
      x == y || (Double(bitPattern: x) == 0 && Double(bitPattern: y) == 0)
    }
    return a.first == b.first && a.last == b.last && same(a.minimum, b.minimum)
      && same(a.maximum, b.maximum)
  }

  @Test(arguments: [1, 2, 3, 8, 100, 257, 1023, 2048, 4096])
  func everyColumnComesBack(count: Int) throws {
    for seed: UInt64 in 0..<4 {
      try roundTrip(Self.columns(count, seed: seed), blocks: 6)
    }
  }

  @Test(arguments: 1...19)
  func everyNumberOfColumnsComesBack(width: Int) throws {
    let all = Self.columns(300, seed: 7) + Self.columns(300, seed: 8)
    try roundTrip(Array(all[..<width]), blocks: 3)
  }

  /// Exceptions at every density, so that bitmaps, lists of positions and all tiers are met.
  @Test(arguments: [0, 1, 2, 3, 5, 10, 30, 60, 100])
  func exceptionsComeBackAtEveryDensity(percent: Int) throws {
    var generator = SeededGenerator(UInt64(percent))
    let times = (0..<2048).map { UInt64($0) }
    for length in [3, 9, 17, 33, 63] {
      var value: UInt64 = 0
      let values = (0..<2048).map { _ -> UInt64 in
        let isWide = Int.random(in: 0..<100, using: &generator) < percent
        let mask = UInt64.max >> UInt64(64 - (isWide ? length : 2))
        value &+= generator.next() & mask
        return value
      }
      try roundTrip([times, values])
    }
  }

  @Test func linkedColumnsTakeLittle() {
    var generator = SeededGenerator(3)
    var total: UInt64 = 0
    let allocated = (0..<2048).map { _ -> UInt64 in
      total += UInt64.random(in: 0..<1 << 20, using: &generator)
      return total
    }
    let schema = Self.schema(3)
    func size(_ third: [UInt64]) -> Int {
      var sealer = BlockSealer(schema: schema, capacity: 2048, labelBytes: 64)
      let memory = OwnedBytes(count: sealer.stride * 2048)
      for row in 0..<2048 {
        let values = [UInt64(row), allocated[row], third[row]]
        for (column, value) in values.enumerated() {
          memory.base.storeBytes(
            of: value, toByteOffset: row * sealer.stride + 8 * column, as: UInt64.self)
        }
      }
      return sealer.seal(memory.bytes(0..<memory.count), count: 2048, firstRow: 0).count
    }
    let alone = size(allocated.map { _ in 0 })
    #expect(size(allocated.map { $0 &+ 17 }) - alone < 64)
    // By powers of two, and by what is none, of either sign; what is divided is rounded.
    for factor in [1, 2, 4, 64, 4096, 1 << 16, 10, 1000] as [UInt64] {
      for sign in [1, .max] as [UInt64] {
        #expect(size(allocated.map { $0 / factor &* sign }) - alone < 600, "\(factor), \(sign)")
        #expect(size(allocated.map { $0 &* factor &* sign }) - alone < 64, "\(factor), \(sign)")
      }
    }
    // Another counter of the same size doubles what is taken.
    #expect(size(allocated.map { _ in generator.next() & 0xFFFFF }) > alone + 4000)
  }

  /// What the sample of a column does not show: one value with bits that all others lack.
  @Test(arguments: [2, 5, 200, 1998])
  func aValueThatNoSampleHasComesBack(row: Int) throws {
    var generator = SeededGenerator(UInt64(row))
    var (total, linked): (UInt64, UInt64) = (0, 0)
    var columns: [[UInt64]] = [[], [], []]
    for index in 0..<2000 as Range<Int> {
      let delta = UInt64.random(in: 0..<1 << 20, using: &generator)
      total += delta
      // All of the delta, and pages: what is left has twelve zero bits, but for one row.
      linked += delta + UInt64.random(in: 0..<3, using: &generator) << 12 + (index == row ? 1 : 0)
      for (column, value) in [UInt64(index), total, linked].enumerated() {
        columns[column].append(value)
      }
    }
    // Widths that hold that one bit in every row would take a seventh more.
    #expect(try roundTrip(columns, blocks: 3) < 6_700)
  }

  /// The median of one block is a guess for the next, in which all deltas have zero bits that it has not.
  @Test func aBlockWithMoreZeroBitsThanTheOneBeforeComesBack() throws {
    let path = Sample.path("median")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = LogWriter.Options()
    options.rowsPerBlock = 1000
    let schema = Schema(columns: [Sample.schema.columns[0], Column("level")])
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: schema, options: options)
    var generator = SeededGenerator(12)
    var value: Int64 = 0
    var rows: [Sample.Row] = []
    for number in 0..<4000 {
      let arePages = number / 1000 % 2 == 1
      // Near to the median on either side, and now and then far below: signed residuals are shortest.
      let step = Int64.random(in: -4...4, using: &generator)
      let delta: Int64 = number % 50 == 7 ? -1 << 40 : arePages ? step << 12 : 3 + step
      // A block begins where all its values can have those zero bits.
      value = number % 1000 == 0 ? 0 : value + delta
      rows.append(Sample.Row(values: [UInt64(number), UInt64(bitPattern: value)]))
    }
    for row in rows { try writer.append(row) }
    try writer.close()
    let found = Sample.read(try LogReader(path: path))
    #expect(rows.indices.allSatisfy { found[$0] == rows[$0] })
  }

  @Test func randomBytesNeverTrapTheDecoder() {
    var generator = SeededGenerator(99)
    let scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(1024))
    var decoded = [UInt64](repeating: 0, count: 3 * 1024)
    var accepted = 0
    for _ in 0..<40_000 {
      let count = Int.random(in: 1...1024, using: &generator)
      let bytes =
        [UInt8.random(in: 0...15, using: &generator)]
        + (0..<Int.random(in: 0...200, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
      padded.withUnsafeBytes { all in
        decoded.withUnsafeMutableBufferPointer { decoded in
          var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: all[..<bytes.count]))
          do throws(Malformed) {
            try ColumnCodec.decode(
              &cursor, column: 2, count: count, into: decoded.baseAddress! + 2 * count,
              scratch: scratch.words())
            accepted += 1
          } catch {}
        }
      }
    }
    #expect(accepted > 100)
  }

  /// What positions take is guessed without rounding; the guess is as good as a bit for each.
  @Test func theGuessOfWhatPositionsTakeIsNear() {
    for limit in [8, 50, 96, 100, 128, 191, 2047] {
      for count in 1...limit {
        let guess = Int(ExceptionPositions.bits(Int32(count), of: Int32(limit)))
        // Spec/format.md, section 7.3.
        var low = 0
        while count << (low + 1) <= limit { low += 1 }
        let exact = count * 4 > limit ? limit : count * low + count + (limit - 1) >> low
        #expect(abs(guess - exact) <= count, "\(count) of \(limit)")
      }
    }
  }
}
