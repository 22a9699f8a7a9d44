/// Writes the extents of a block's columns one after the other: before each two, a byte says which
/// parts of them are there. Spec/format.md, section "Ranges".
struct ExtentWriter {
  private var partsPosition = 0
  private var isSecond = false

  /// Appends the next column's extent.
  mutating func append(
    _ extent: ColumnExtent, as type: Column.ValueType, to sink: inout ByteSink
  ) {
    if !isSecond {
      partsPosition = sink.count
      sink.append(UInt8(0))
    }
    let parts = extent.append(to: &sink, as: type).rawValue
    sink.combine(at: partsPosition, with: isSecond ? parts << 4 : parts)
    isSecond.toggle()
  }
}

/// Reads the extents of a block's columns one after the other.
package struct ExtentReader {
  private var cursor: ByteCursor
  private var parts: UInt8 = 0
  private var isSecond = false

  init(_ bytes: UnsafeRawBufferPointer) { cursor = ByteCursor(bytes) }

  /// The next column's extent.
  mutating func next(as type: Column.ValueType) throws(Malformed) -> ColumnExtent {
    parts = isSecond ? parts >> 4 : try cursor.read()
    isSecond.toggle()
    return try ColumnExtent(.init(rawValue: parts & 15), from: &cursor, as: type)
  }

  /// Sees that what is left of the last byte of parts is 0.
  func finish() throws(Malformed) {
    if isSecond, parts >> 4 != 0 { throw Malformed("a range is damaged") }
  }

  /// The extents of all columns.
  package static func extents(
    of schema: Schema, in bytes: UnsafeRawBufferPointer
  ) throws(Malformed) -> [ColumnExtent] {
    var reader = Self(bytes)
    var extents: [ColumnExtent] = []
    extents.reserveCapacity(schema.columns.count)
    for column in schema.columns { extents.append(try reader.next(as: column.type)) }
    try reader.finish()
    return extents
  }

  /// Whether the extents of all columns can be read.
  static func areSound(of schema: Schema, in bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = Self(bytes)
    do throws(Malformed) {
      for column in schema.columns { _ = try reader.next(as: column.type) }
      try reader.finish()
      return true
    } catch { return false }
  }
}
