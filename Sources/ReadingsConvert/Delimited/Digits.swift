/// Decimal digits of integers, two at a time.
enum Digits {
  /// How many digits a number has; one for zero.
  static func count(of value: UInt64) -> Int {
    var count = 1
    var bound: UInt64 = 10
    while value >= bound {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    return count
  }

  /// How many digits a number has; one for zero.
  static func count(of value: UInt128) -> Int {
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// Writes the last `count` digits of a number, with zeros in front if it has fewer.
  static func write(_ value: UInt64, count: Int, to start: UnsafeMutableRawPointer) {
    var rest = value
    var position = count
    while position >= 2 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      position -= 2
      (start + position).storeBytes(of: pairs[Int(pair)], as: UInt16.self)
      rest = quotient
    }
    if position == 1 {
      start.storeBytes(of: UInt8(ascii: "0") + UInt8(rest % 10), as: UInt8.self)
    }
  }

  /// "00" to "99", as they lie in memory.
  private static let pairs: [UInt16] = (0..<100).map { number in
    let tens = UInt16(UInt8(ascii: "0") + UInt8(number / 10))
    let ones = UInt16(UInt8(ascii: "0") + UInt8(number % 10))
    return (tens | ones << 8).littleEndian
  }
}
