import ReadingsFormat

/// The text of a few rows, cell by cell, on its way from columns to lines.
///
/// Columns are formatted one after another, so that what a column's cells have in common is kept
/// at hand; lines are then put together by copying. Not thread-safe.
final class CellTile {
  /// How many rows are formatted at once: few enough that their cells stay in the cache.
  static let rowCount = 32
  /// The bytes for one cell and the separator behind it.
  static let slotSize = 64

  /// The schema that the cells belong to.
  let schemaIndex: Int
  private let separator: UInt8
  private var columns: [CellFormatter]
  private let slots: UnsafeMutableRawPointer
  private let lengths: UnsafeMutablePointer<Int>

  /// Makes a tile for rows of one schema.
  init(schemaIndex: Int, schema: Schema, separator: UInt8) {
    self.schemaIndex = schemaIndex
    self.separator = separator
    columns = schema.columns.enumerated().map { position, column in
      CellFormatter(column, leastPlaces: position == 0 ? 9 : 0, separator: separator)
    }
    let count = columns.count * Self.rowCount
    slots = .allocate(byteCount: count * Self.slotSize, alignment: 64)
    lengths = .allocate(capacity: count)
    lengths.initialize(repeating: 0, count: count)
  }

  deinit {
    slots.deallocate()
    lengths.deallocate()
  }

  /// Fills the tile with up to `rowCount` rows of a block of the tile's schema.
  func format(_ rows: Range<Int>, of block: ColumnBlock) {
    for column in columns.indices {
      let first = column * Self.rowCount
      block.withColumn(column) { values in
        columns[column].format(
          UnsafeBufferPointer(rebasing: values[rows]),
          into: slots + first * Self.slotSize, lengths: lengths + first)
      }
    }
  }

  /// Copies a row's cells to `line` and returns where the label goes.
  ///
  /// - Parameter line: Room for `sources.count` slots.
  func copy(
    _ row: Int, sources: [Int], to line: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var end = line
    for source in sources {
      guard source >= 0 else {
        end.storeBytes(of: separator, as: UInt8.self)
        end += 1
        continue
      }
      let cell = source * Self.rowCount + row
      let length = lengths[cell]
      Slot.copy(slots + cell * Self.slotSize, to: end, length: length)
      end += length
    }
    return end
  }
}
