@testable import ReadingsFormat

/// An index frame to be written. Spec/format.md, section 9.
struct IndexRecipe {
  /// What it says of a block.
  struct Entry {
    var offset: UInt64
    var size: UInt64
    /// The position of its schema.
    var schema: UInt64 = 0
    var firstRow: UInt64
    var rows: UInt64
    var events: UInt64 = 0
    var firstTime: Int64
    var lastTime: Int64
  }

  var tag: UInt32
  var entries: [Entry]
  var schemas: [Schema]
  /// The bytes that each varint takes at least.
  var varintBytes = 1
  var padding: UInt8 = 0
  /// Is added to the size in the footer.
  var moreFooterSize: UInt32 = 0
  /// Replaces what is between tag and padding.
  var body: [UInt8]?

  var bytes: [UInt8] {
    var payload = ByteBuilder()
    payload.append(tag)
    payload.append(body ?? fields)
    payload.append([UInt8](repeating: padding, count: -payload.count & 7))
    // Head and footer, which are 16 bytes, and the rest.
    payload.append(UInt32(payload.count + 16) + moreFooterSize)
    payload.appendChecksum(0x184D_2A54)
    return ByteBuilder.frame(0x184D_2A54, payload.bytes)
  }

  private var fields: [UInt8] {
    var output = ByteBuilder()
    func append(_ value: UInt64) { output.append(varint: value, bytes: varintBytes) }
    append(UInt64(schemas.count))
    for schema in schemas {
      let description = VectorFile.description(of: schema)
      append(UInt64(description.count))
      output.append(description)
    }
    append(UInt64(entries.count))
    var (end, row, time): (UInt64, UInt64, Int64) = (0, 0, 0)
    for entry in entries {
      append(entry.offset &- end)
      append(entry.size)
      append(entry.schema)
      append(entry.firstRow &- row)
      append(entry.rows)
      append(entry.events)
      append(ByteBuilder.zigzag(entry.firstTime &- time))
      append(ByteBuilder.zigzag(entry.lastTime &- entry.firstTime))
      end = entry.offset &+ entry.size
      row = entry.firstRow &+ entry.rows
      time = entry.lastTime
    }
    return output.bytes
  }
}
