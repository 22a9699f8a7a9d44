/// How a packed run is to be written: the width of its first tier, and what becomes of the integers
/// that do not fit. Spec/format.md, section 7.3.
indirect enum Packing {
  /// All in so many bits.
  case bits(Int)
  /// Those that do not fit are exceptions, whose bits from the width on are packed in their own way.
  /// `also` are positions of exceptions that would have fit.
  case exceptions(Int, high: Packing, also: Set<Int> = [])

  /// As few bits as all of them need.
  static func narrowest(_ values: [UInt64]) -> Packing {
    .bits(64 - (values.reduce(0, |)).leadingZeroBitCount)
  }

  func append(_ values: [UInt64], to output: inout ByteBuilder) {
    guard !values.isEmpty else { return }
    switch self {
    case .bits(let width):
      precondition(values.allSatisfy { Self.fits($0, width) }, "an integer is too wide")
      output.append(UInt8(width))
      output.append(Self.packed(values, width: width))
    case .exceptions(let width, let high, let also):
      output.append(UInt8(width) | 0x80)
      output.append(Self.packed(values, width: width))
      let positions = values.indices.filter {
        !Self.fits(values[$0], width) || also.contains($0)
      }
      output.append(varint: UInt64(positions.count))
      output.append(Self.positions(positions, of: values.count))
      high.append(positions.map { values[$0] >> UInt64(width) }, to: &output)
    }
  }

  /// Where the exceptions among `count` integers are: a bitmap of all, or low bits and a bitmap of the
  /// high ones (Elias–Fano).
  static func positions(_ positions: [Int], of count: Int) -> [UInt8] {
    guard positions.count * 4 <= count else {
      return bitmap(of: positions, bits: count)
    }
    var lowBits = 0
    while positions.count << (lowBits + 1) <= count { lowBits += 1 }
    let low = packed(positions.map { UInt64($0) }, width: lowBits)
    let high = positions.enumerated().map { number, position in (position >> lowBits) + number }
    return low + bitmap(of: high, bits: positions.count + ((count - 1) >> lowBits))
  }

  private static func bitmap(of places: [Int], bits: Int) -> [UInt8] {
    packed((0..<bits).map { places.contains($0) ? 1 : 0 }, width: 1)
  }

  /// The low bits of integers, least significant bit first.
  static func packed(_ values: [UInt64], width: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (values.count * width + 7) / 8)
    for (index, value) in values.enumerated() {
      for bit in 0..<width where value >> UInt64(bit) & 1 == 1 {
        let place = index * width + bit
        bytes[place / 8] |= 1 << UInt8(place % 8)
      }
    }
    return bytes
  }

  private static func fits(_ value: UInt64, _ width: Int) -> Bool {
    width == 64 || value >> UInt64(width) == 0
  }
}
