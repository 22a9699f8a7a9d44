import ReadingsFormat

/// Writes scaled integers as exact decimal text.
///
/// The text is the digits of value × multiplier, the point set by the exponent, and a tail of
/// zeros where they are asked for. It is never longer than 60 bytes.
struct FixedPoint {
  /// The factor by which values are multiplied.
  let multiplier: UInt64
  /// The digits behind the point.
  let places: Int
  /// What stands behind the digits of a value: zeros, and maybe a point.
  let tail: [UInt8]
  /// What stands behind a zero, which is not multiplied by powers of ten.
  let tailOfZero: [UInt8]

  /// Makes a writer for numbers of one scale.
  ///
  /// - Parameter leastPlaces: The decimals that even a whole number gets, 0…9.
  init(_ scale: Scale, leastPlaces: Int = 0) {
    multiplier = UInt64(scale.multiplier)
    places = max(0, -Int(scale.exponent))
    let zero = UInt8(ascii: "0")
    var decimals = [UInt8](repeating: zero, count: max(0, leastPlaces - places))
    if places == 0, !decimals.isEmpty { decimals.insert(UInt8(ascii: "."), at: 0) }
    tailOfZero = decimals
    tail = [UInt8](repeating: zero, count: max(0, Int(scale.exponent))) + decimals
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
    let end = writeDigits(of: UInt128(high) << 64 | UInt128(low), to: start)
    let tail = value == 0 ? tailOfZero : tail
    for (index, byte) in tail.enumerated() {
      end.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
    }
    return end + tail.count
  }

  /// Writes an integer with the point `places` from its end, and no tail.
  func writeDigits(
    of value: UInt128, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let count = max(Digits.count(of: value), places + 1)
    let split = UInt128(10_000_000_000_000_000)
    let low = UInt64(truncatingIfNeeded: value % split)
    let high = UInt64(truncatingIfNeeded: value / split)
    // The point is made room for by moving the digits before it to the front.
    let room = places > 0 ? 1 : 0
    if count > 16 { Digits.write(high, count: count - 16, to: start + room) }
    Digits.write(low, count: min(count, 16), to: start + room + max(0, count - 16))
    guard places > 0 else { return start + count }
    let whole = count - places
    for position in 0..<whole {
      let digit = start.load(fromByteOffset: position + 1, as: UInt8.self)
      start.storeBytes(of: digit, toByteOffset: position, as: UInt8.self)
    }
    start.storeBytes(of: UInt8(ascii: "."), toByteOffset: whole, as: UInt8.self)
    return start + count + 1
  }
}
