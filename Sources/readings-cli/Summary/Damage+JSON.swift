import ReadingsFormat

extension JSON {
  /// A damaged place; what is unknown is null.
  static func damage(_ damage: Damage) -> JSON {
    .object([
      ("reason", .string(damage.reason)),
      ("file", .string(damage.path)),
      ("byte_offset", .integer(damage.byteOffset)),
      ("bytes", .integer(damage.byteCount)),
      ("first_row", .integer(damage.rows?.lowerBound)),
      ("rows", .integer(damage.rows.map { $0.upperBound - $0.lowerBound })),
      ("first_seconds", .seconds(damage.seconds?.lowerBound)),
      ("last_seconds", .seconds(damage.seconds?.upperBound)),
    ])
  }
}
