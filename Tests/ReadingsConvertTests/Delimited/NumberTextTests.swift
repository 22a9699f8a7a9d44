import ReadingsFormat
import SeededRandom
import Testing

@testable import ReadingsConvert

@Suite("Numbers as text")
struct NumberTextTests {
  /// The text of a scaled integer by the slowest means: a string of digits, and a point put in.
  static func reference(_ value: Int128, _ scale: Scale, leastPlaces: Int) -> String {
    var digits = String(value.magnitude * UInt128(scale.multiplier))
    let places = max(0, -Int(scale.exponent))
    if value != 0 { digits += String(repeating: "0", count: max(0, Int(scale.exponent))) }
    while digits.count <= places { digits = "0" + digits }
    var text = String(digits.dropLast(places))
    var decimals = String(digits.suffix(places))
    while decimals.count < leastPlaces { decimals += "0" }
    if !decimals.isEmpty { text += "." + decimals }
    return (value < 0 ? "-" : "") + text
  }

  static func text(
    _ body: (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer
  ) -> String {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
      let end = body(buffer.baseAddress!)
      let length = end - buffer.baseAddress!
      #expect(length <= 63)
      return String(decoding: buffer[..<length], as: UTF8.self)
    }
  }

  @Test("Scaled integers are exact, whatever the scale", arguments: UInt64(1)...8)
  func scaledIntegers(seed: UInt64) {
    var random = SeededGenerator(seed)
    let edges: [UInt64] = [0, 1, 9, 10, 99, 100, 99_999_999, 100_000_000, 1 << 63, .max]
    for round in 0..<4000 {
      let multipliers: [UInt32] = [1, 1, 100, 512, .max, .random(in: 1 ... .max, using: &random)]
      let scale = Scale(
        multiplier: multipliers.randomElement(using: &random)!,
        exponent: .random(in: -18...18, using: &random))
      let places = [0, 9].randomElement(using: &random)!
      let bits =
        round % 5 == 0
        ? edges.randomElement(using: &random)!
        : random.next() >> UInt64.random(in: 0..<64, using: &random)
      let number = FixedPoint(scale, leastPlaces: places)
      #expect(
        Self.text { number.write(bits, to: $0) }
          == Self.reference(Int128(bits), scale, leastPlaces: places))
      let signed = Int64(bitPattern: round % 2 == 0 ? bits : ~bits)
      #expect(
        Self.text { number.write(signed, to: $0) }
          == Self.reference(Int128(signed), scale, leastPlaces: places))
    }
  }

  @Test("Runs of values come out as each value alone would", arguments: UInt64(1)...4)
  func runs(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    for type in Column.ValueType.allCases {
      let scale =
        type == .float64
        ? Scale.one : Scale(exponent: .random(in: -9...2, using: &random))
      let columns = [DelimitedTextTests.time, Column("x", type: type, scale: scale)]
      let recording = MemoryRecording(
        header: LogHeader(format: "test"), schema: Schema(columns: columns), rowsPerBlock: 77)
      var wanted: [String] = []
      var bits: UInt64 = 0
      for row in 0..<1000 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: break
        case 1: bits = random.next()
        case 2: bits = random.next() >> 40
        case 3: bits = 0 &- bits
        default: bits &+= random.next() >> UInt64.random(in: 40..<64, using: &random)
        }
        recording.append([UInt64(row), bits])
        switch type {
        case .int64:
          wanted.append(
            Self.reference(Int128(Int64(bitPattern: bits)), scale, leastPlaces: 0))
        case .uint64: wanted.append(Self.reference(Int128(bits), scale, leastPlaces: 0))
        case .float64:
          let value = Double(bitPattern: bits)
          wanted.append(value.isNaN ? "nan" : "\(value)")
        }
      }
      let found = try recording.text().split(separator: "\n").dropFirst()
        .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[1]) }
      #expect(found == wanted)
    }
  }

  @Test("Doubles read back as they were", arguments: UInt64(1)...2)
  func doubles(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    let recording = MemoryRecording(
      header: LogHeader(format: "test"),
      schema: Schema(columns: [DelimitedTextTests.time, Column("x", type: .float64)]))
    let values = (0..<2000).map { _ in Double(bitPattern: random.next()) }.filter { !$0.isNaN }
    for value in values { recording.append([0, value.bitPattern]) }
    let found = try recording.text().split(separator: "\n").dropFirst()
      .map { Double($0.split(separator: ",")[1]) }
    #expect(found == values)
  }
}
