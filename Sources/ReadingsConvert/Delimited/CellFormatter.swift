import ReadingsFormat

/// Turns the values of one column into text.
struct CellFormatter {
  private let type: Column.ValueType
  private let number: FixedPoint
  private let separator: UInt8
  /// The number's tail and the separator, in the bytes of a vector.
  private var ending = SIMD32<UInt8>()
  private let endingLength: Int

  /// Makes a formatter.
  ///
  /// - Parameters:
  ///   - leastPlaces: The decimals that even a whole number gets, 0…9.
  ///   - separator: The byte that is put behind each cell.
  init(_ column: Column, leastPlaces: Int, separator: UInt8) {
    type = column.type
    number = FixedPoint(column.scale, leastPlaces: leastPlaces)
    self.separator = separator
    for (index, byte) in (number.tail + [separator]).enumerated() { ending[index] = byte }
    endingLength = number.tail.count + 1
  }

  /// Writes one cell a value into consecutive slots, and how long each is, separator included.
  func format(
    _ values: UnsafeBufferPointer<UInt64>, into slots: UnsafeMutableRawPointer,
    lengths: UnsafeMutablePointer<Int>
  ) {
    switch type {
    case .int64: formatIntegers(values, isSigned: true, into: slots, lengths: lengths)
    case .uint64: formatIntegers(values, isSigned: false, into: slots, lengths: lengths)
    case .float64: formatDoubles(values, into: slots, lengths: lengths)
    }
  }

  /// Integers have three short ways: those that are like the one before, those of up to eight
  /// digits, and those that differ from the one before in their last eight digits alone.
  @inline(__always)
  private func formatIntegers(
    _ values: UnsafeBufferPointer<UInt64>, isSigned: Bool,
    into slots: UnsafeMutableRawPointer, lengths: UnsafeMutablePointer<Int>
  ) {
    let (places, multiplier) = (number.places, number.multiplier)
    let hasOtherZero = number.tail.count != number.tailOfZero.count
    var slot = slots
    var previousHigh: UInt64 = 0
    var previousSign = false
    for row in values.indices {
      let bits = values[row]
      if row > 0, bits == values[row - 1] {
        Slot.copy(slot - CellTile.slotSize, to: slot, length: lengths[row - 1])
        lengths[row] = lengths[row - 1]
        slot += CellTile.slotSize
        continue
      }
      let isNegative = isSigned && Int64(bitPattern: bits) < 0
      let magnitude = isNegative ? 0 &- bits : bits
      let (product, overflows) = magnitude.multipliedReportingOverflow(by: multiplier)
      if overflows || (hasOtherZero && product == 0) {
        lengths[row] = formatSlowly(bits, to: slot)
        previousHigh = 0
        slot += CellTile.slotSize
        continue
      }
      let high = product / Digits.modulus
      let low = Digits.eight(UInt32(truncatingIfNeeded: product &- high &* Digits.modulus))
      let end: UnsafeMutableRawPointer
      if high == 0, places < 8 {
        slot.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
        end = Self.write(low, places: places, to: isNegative ? slot + 1 : slot)
      } else if high == previousHigh, high != 0, isNegative == previousSign {
        let length = lengths[row - 1] - endingLength
        Slot.copy(slot - CellTile.slotSize, to: slot, length: length)
        end = slot + length
        Self.replace(low, places: places, before: end)
      } else {
        slot.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
        end = number.writeDigits(of: UInt128(product), to: isNegative ? slot + 1 : slot)
      }
      previousHigh = high
      previousSign = isNegative
      end.storeBytes(of: ending, as: SIMD32<UInt8>.self)
      lengths[row] = end - slot + endingLength
      slot += CellTile.slotSize
    }
  }

  /// Writes eight digits without the zeros in front, and the point before the last 0…7.
  @inline(__always)
  private static func write(
    _ digits: UInt64, places: Int, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let count = max(Digits.count(inEight: digits), places + 1)
    Digits.store(digits >> UInt64(8 * (8 - count)), to: start)
    guard places > 0 else { return start + count }
    let point = start + (count - places)
    point.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
    Digits.store(digits >> UInt64(8 * (8 - places)), to: point + 1)
    return start + count + 1
  }

  /// Replaces the last eight digits of a text that has more.
  @inline(__always)
  private static func replace(
    _ digits: UInt64, places: Int, before end: UnsafeMutableRawPointer
  ) {
    guard places > 0, places < 8 else { return Digits.store(digits, to: end - 8) }
    Digits.store(digits, to: end - 9)
    let point = end - places - 1
    point.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
    Digits.store(digits >> UInt64(8 * (8 - places)), to: point + 1)
  }

  /// Any integer, and how long its cell is.
  private func formatSlowly(_ bits: UInt64, to slot: UnsafeMutableRawPointer) -> Int {
    let end =
      type == .int64
      ? number.write(Int64(bitPattern: bits), to: slot) : number.write(bits, to: slot)
    end.storeBytes(of: separator, as: UInt8.self)
    return end - slot + 1
  }

  private func formatDoubles(
    _ values: UnsafeBufferPointer<UInt64>, into slots: UnsafeMutableRawPointer,
    lengths: UnsafeMutablePointer<Int>
  ) {
    var slot = slots
    for row in values.indices {
      if row > 0, values[row] == values[row - 1] {
        Slot.copy(slot - CellTile.slotSize, to: slot, length: lengths[row - 1])
        lengths[row] = lengths[row - 1]
      } else {
        let end = Self.write(Double(bitPattern: values[row]), to: slot)
        end.storeBytes(of: separator, as: UInt8.self)
        lengths[row] = end - slot + 1
      }
      slot += CellTile.slotSize
    }
  }

  /// The shortest text that reads back as the same double: at most 24 bytes.
  private static func write(
    _ value: Double, to slot: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    // Swift's text for a NaN may have its payload in it.
    var text = value.isNaN ? "nan" : value.description
    return text.withUTF8 { bytes in
      for (index, byte) in bytes.enumerated() {
        slot.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      }
      return slot + bytes.count
    }
  }
}
