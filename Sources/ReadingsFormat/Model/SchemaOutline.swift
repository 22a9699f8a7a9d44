/// What has to be known of a schema to see whether another column fits into it, without a look at all that
/// there are.
package struct SchemaOutline: Sendable {
  private let first: Column
  private var names: Set<String>
  private var descriptionSize: Int

  /// The outline of a schema without a flaw.
  package init(_ schema: Schema) {
    first = schema.columns[0]
    names = Set(schema.columns.map(\.name))
    descriptionSize = schema.descriptionBound
  }

  /// The sentence that says which rule of the format the schema breaks with a column behind the others, or
  /// `nil`.
  package func flaw(with column: Column) -> String? {
    let pair = Schema(columns: [first, column])
    if let flaw = pair.flaw { return flaw }
    if names.contains(pair.columns[1].name) { return "two columns have the same name" }
    guard names.count < Schema.maximumColumnCount else {
      return "more than \(Schema.maximumColumnCount) columns"
    }
    return Schema.allows(descriptionSize: descriptionSize + Self.size(of: column))
      ? nil : "names and units take more than \(Schema.maximumByteCount) bytes"
  }

  /// Adds a column that fits.
  package mutating func add(_ column: Column) {
    names.insert(column.storable.name)
    descriptionSize += Self.size(of: column)
  }

  /// Takes a column out again.
  package mutating func remove(_ column: Column) {
    names.remove(column.storable.name)
    descriptionSize -= Self.size(of: column)
  }

  private static func size(of column: Column) -> Int {
    let column = column.storable
    return 12 + column.name.utf8.count + column.unit.name.utf8.count
  }
}
