import ReadingsFormat

/// Numbers that stand for a row's values and its label.
enum RowIdentity {
  /// What a label reads when its bytes are damaged.
  private static let lostLabel = "\u{FFFD}"

  /// Every row of a block: what it is, and its time.
  ///
  /// A row whose label is lost is taken for one with any label: `row` is of the values alone then, as
  /// `values` is for all.
  static func all(of block: ColumnBlock) -> [(row: UInt64, values: UInt64, isLabelLost: Bool)] {
    var hashes = [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: block.rowCount)
    for column in block.schema.columns.indices {
      block.withColumn(column) { values in
        for (row, value) in values.enumerated() { hashes[row] = mixed(hashes[row], value) }
      }
    }
    var rows = hashes.map { (row: $0, values: $0, isLabelLost: false) }
    for event in block.events {
      rows[event.row].isLabelLost = event.label == lostLabel
      guard event.label != lostLabel else { continue }
      for byte in event.label.utf8 {
        rows[event.row].row = mixed(rows[event.row].row, UInt64(byte) + 1)
      }
    }
    return rows
  }

  private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    var z = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return z ^ (z >> 32)
  }
}
