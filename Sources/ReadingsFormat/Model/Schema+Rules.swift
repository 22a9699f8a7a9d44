extension Schema {
  /// The sentence that says which rule of the format the schema breaks, or `nil` when it is sound.
  public var flaw: String? {
    guard let first = columns.first, first.kind == .time, first.type == .int64 else {
      return "the first column must be the time, as int64"
    }
    guard columns.count <= Self.maximumColumnCount else {
      return "more than \(Self.maximumColumnCount) columns"
    }
    // Head, tag and checksum come on top.
    guard descriptionBound + 16 <= Self.maximumByteCount else {
      return "names and units take more than \(Self.maximumByteCount) bytes"
    }
    for (position, column) in columns.enumerated() {
      guard (1...1024).contains(column.name.utf8.count) else {
        return "the name of column \(position) is not 1 to 1024 bytes long"
      }
      guard column.unit.name.utf8.count <= 64 else {
        return "the unit of column \(position) is longer than 64 bytes"
      }
      guard position == 0 || column.kind != .time else { return "more than one time column" }
      guard column.scale.isValid else { return "the scale of column \(position) is out of range" }
    }
    let names = columns.map(\.name).sorted()
    if zip(names, names.dropFirst()).contains(where: ==) { return "two columns have the same name" }
    return nil
  }
}
