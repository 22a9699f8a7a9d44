/// A decimal number as it stands in a text: `digits × 10^-places`, without rounding.
struct Decimal: Equatable {
  /// All digits as one integer.
  var digits: Int64
  /// How many of the digits stand behind the point, 0…9.
  var places: Int

  /// The most decimals that are kept: nanoseconds.
  static let mostPlaces = 9
}

extension Decimal {
  /// What is wrong with a number.
  enum Flaw: Error {
    /// It has other characters than digits, a leading minus sign and a point.
    case notANumber
    /// It does not fit.
    case tooLarge
  }

  /// Reads a whole field.
  ///
  /// - Parameter mostPlaces: How many decimals the field may have, 0…9. Further zeros are ignored.
  init(_ field: UnsafeRawBufferPointer, mostPlaces: Int) throws(Flaw) {
    var magnitude: Int64 = 0
    var places = 0
    var hasDigit = false
    var hasPoint = false
    let isNegative = field.first == UInt8(ascii: "-")
    for byte in isNegative ? field.dropFirst() : field[...] {
      if byte == UInt8(ascii: "."), !hasPoint, mostPlaces > 0 {
        hasPoint = true
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { throw .notANumber }
      hasDigit = true
      if hasPoint && places == mostPlaces {
        guard digit == 0 else { throw .notANumber }
        continue
      }
      if hasPoint { places += 1 }
      let (shifted, overflowed) = magnitude.multipliedReportingOverflow(by: 10)
      // Collected below zero, where there is room for the smallest number too.
      let (next, overflowedToo) = shifted.subtractingReportingOverflow(Int64(digit))
      guard !overflowed, !overflowedToo else { throw .tooLarge }
      magnitude = next
    }
    guard hasDigit else { throw .notANumber }
    guard isNegative || magnitude != .min else { throw .tooLarge }
    self.init(digits: isNegative ? magnitude : -magnitude, places: places)
  }

  /// The digits of the same number with more places, or `nil` if that is too large.
  func digits(places wanted: Int) -> Int64? {
    if places == wanted { return digits }
    var result = digits
    for _ in places..<max(places, wanted) {
      let (shifted, overflowed) = result.multipliedReportingOverflow(by: 10)
      if overflowed { return nil }
      result = shifted
    }
    return result
  }
}
