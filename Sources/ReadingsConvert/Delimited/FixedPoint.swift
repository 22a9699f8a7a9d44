import ReadingsFormat

/// Writes scaled integers as exact decimal text.
///
/// The text is the digits of value × multiplier, the point set by the exponent, zeros added where
/// they are asked for. It is never longer than 60 bytes.
struct FixedPoint {
  private let multiplier: UInt64
  /// The digits behind the point.
  private let places: Int
  /// The zeros between the digits and the point.
  private let zerosBeforePoint: Int
  /// The zeros behind all digits.
  private let zerosBehind: Int

  /// Makes a writer for numbers of one scale.
  ///
  /// - Parameter leastPlaces: The decimals that even a whole number gets, 0…9.
  init(_ scale: Scale, leastPlaces: Int = 0) {
    multiplier = UInt64(scale.multiplier)
    places = max(0, -Int(scale.exponent))
    zerosBeforePoint = max(0, Int(scale.exponent))
    zerosBehind = max(0, leastPlaces - places)
  }

  /// Writes a signed value and returns the text's end.
  func write(_ value: Int64, to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    guard value < 0 else { return write(UInt64(value), to: start) }
    start.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
    return write(value.magnitude, to: start + 1)
  }

  /// Writes an unsigned value and returns the text's end.
  func write(_ value: UInt64, to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    let (high, low) = value.multipliedFullWidth(by: multiplier)
    var end = high == 0 ? write(digitsOf: low, to: start) : write(digitsOf: high, low, to: start)
    if zerosBeforePoint > 0, value != 0 { end = Self.zeros(zerosBeforePoint, to: end) }
    guard zerosBehind > 0 else { return end }
    if places == 0 {
      end.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
      end += 1
    }
    return Self.zeros(zerosBehind, to: end)
  }

  /// Writes an integer with the point `places` from its end.
  private func write(
    digitsOf value: UInt64, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let count = max(Digits.count(of: value), places + 1)
    guard places > 0 else {
      Digits.write(value, count: count, to: start)
      return start + count
    }
    // Moving the digits behind the point is cheaper than dividing by a power of ten.
    Digits.write(value, count: count, to: start + 1)
    let whole = count - places
    for position in 0..<whole {
      let digit = (start + 1 + position).load(as: UInt8.self)
      (start + position).storeBytes(of: digit, as: UInt8.self)
    }
    (start + whole).storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
    return start + count + 1
  }

  /// The same for more than 64 bits, which is rare: a digit at a time.
  private func write(
    digitsOf high: UInt64, _ low: UInt64, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var rest = UInt128(high) << 64 | UInt128(low)
    let count = max(Digits.count(of: rest), places + 1)
    let length = places > 0 ? count + 1 : count
    for position in (0..<length).reversed() {
      if places > 0, position == length - places - 1 {
        (start + position).storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
        continue
      }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      (start + position).storeBytes(of: UInt8(ascii: "0") + UInt8(digit), as: UInt8.self)
      rest = quotient
    }
    return start + length
  }

  private static func zeros(
    _ count: Int, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    (start).initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "0"), count: count)
    return start + count
  }
}
