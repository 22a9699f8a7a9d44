extension Schema {
  /// The sentence that says which rule of the format the schema breaks, or `nil` when it is sound.
  public var flaw: String? { textFlaw ?? structureFlaw }

  /// The most bytes of a name; there is at least one.
  static let maximumNameSize = 1024
  /// The most bytes of a unit.
  static let maximumUnitSize = 64

  /// Whether a description of so many bytes fits into a schema frame, which has head, tag and checksum
  /// besides.
  static func allows(descriptionSize: Int) -> Bool { descriptionSize + 16 <= maximumByteCount }

  /// The rule that names and units break by their length.
  private var textFlaw: String? {
    guard Self.allows(descriptionSize: descriptionBound) else {
      return "names and units take more than \(Self.maximumByteCount) bytes"
    }
    for (position, column) in columns.enumerated() {
      guard (1...Self.maximumNameSize).contains(column.name.utf8.count) else {
        return "the name of column \(position) is not 1 to \(Self.maximumNameSize) bytes long"
      }
      guard column.unit.name.utf8.count <= Self.maximumUnitSize else {
        return "the unit of column \(position) is longer than \(Self.maximumUnitSize) bytes"
      }
    }
    return nil
  }

  /// The rule that the columns break, however long their texts are.
  var structureFlaw: String? {
    guard let first = columns.first, first.kind == .time, first.type == .int64 else {
      return "the first column must be the time, as int64"
    }
    guard columns.count <= Self.maximumColumnCount else {
      return "more than \(Self.maximumColumnCount) columns"
    }
    for (position, column) in columns.enumerated() {
      guard position == 0 || column.kind != .time else { return "more than one time column" }
      guard column.scale.isValid else { return "the scale of column \(position) is out of range" }
    }
    let names = columns.map(\.name).sorted()
    if zip(names, names.dropFirst()).contains(where: ==) { return "two columns have the same name" }
    return nil
  }
}
