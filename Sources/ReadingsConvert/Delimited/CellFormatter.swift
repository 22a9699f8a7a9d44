import ReadingsFormat

/// Turns the values of one column into text.
struct CellFormatter {
  private let type: Column.ValueType
  private let number: FixedPoint
  private let separator: UInt8

  /// Makes a formatter.
  ///
  /// - Parameters:
  ///   - leastPlaces: The decimals that even a whole number gets, 0…9.
  ///   - separator: The byte that is put behind each cell.
  init(_ column: Column, leastPlaces: Int, separator: UInt8) {
    type = column.type
    number = FixedPoint(column.scale, leastPlaces: leastPlaces)
    self.separator = separator
  }

  /// Writes one cell a value into consecutive slots, and how long each is, separator included.
  func format(
    _ values: UnsafeBufferPointer<UInt64>, into slots: UnsafeMutableRawPointer,
    lengths: UnsafeMutablePointer<Int>
  ) {
    var slot = slots
    for row in values.indices {
      let bits = values[row]
      if row > 0, bits == values[row - 1] {
        Slot.copy(slot - CellTile.slotSize, to: slot, length: lengths[row - 1])
        lengths[row] = lengths[row - 1]
      } else {
        let end =
          switch type {
          case .int64: number.write(Int64(bitPattern: bits), to: slot)
          case .uint64: number.write(bits, to: slot)
          case .float64: Self.write(Double(bitPattern: bits), to: slot)
          }
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
    // Swift names the payload of some NaNs.
    var text = value.isNaN ? "nan" : value.description
    return text.withUTF8 { bytes in
      slot.copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
      return slot + bytes.count
    }
  }
}
