@testable import ReadingsFormat

/// A block to be written, with fields that a writer would not write where a vector needs them.
/// Spec/format.md, sections 5 and 6.
struct BlockRecipe {
  var columns: [ColumnRecipe]
  var events: [Event] = []
  /// The number of the first row; otherwise the one after the block before.
  var firstRow: UInt64?
  var schema: Schema?
  var isCompressed = false
  var blockDescriptor: UInt8 = 0x40
  /// The bytes that each varint of the content and of the block frame takes at least.
  var varintBytes = 1
  /// Replaces the content.
  var content: [UInt8]?
  /// Replaces the LZ4 block.
  var lz4Block: [UInt8]?
  /// Replaces the ranges.
  var ranges: [UInt8]?
  /// Is added to the number of events in the block frame.
  var moreEvents: UInt64 = 0
  /// Replaces the number of rows in the block frame.
  var claimedRows: Int?
  /// Replaces the first row and the schema in the block frame.
  var claimedFirstRow: UInt64?
  /// Replaces the control.
  var leftovers: [UInt8]?

  init(_ columns: [ColumnRecipe], events: [Event] = []) {
    self.columns = columns
    self.events = events
  }

  var rowCount: Int { columns[0].values.count }

  /// The content of the column frame.
  func content(schema: Schema, firstRow: UInt64) -> [UInt8] {
    if let content { return content }
    var output = ByteBuilder()
    output.append(varint: UInt64(schema.id), bytes: varintBytes)
    output.append(varint: firstRow, bytes: varintBytes)
    output.append(varint: UInt64(rowCount), bytes: varintBytes)
    output.append(Packing.packed(columns.map { $0.varies ? 1 : 0 }, width: 1))
    for (position, column) in columns.enumerated() {
      column.append(to: &output, after: columns[..<position].map(\.values))
    }
    output.append(varint: UInt64(events.count), bytes: varintBytes)
    var next = 0
    for event in events {
      output.append(varint: UInt64(event.row - next), bytes: varintBytes)
      output.append(varint: UInt64(event.label.utf8.count), bytes: varintBytes)
      next = event.row + 1
    }
    for event in events { output.append(event.label) }
    return output.bytes
  }

  /// The column frame.
  func columnFrame(schema: Schema, firstRow: UInt64) -> [UInt8] {
    let content = content(schema: schema, firstRow: firstRow)
    let descriptor: [UInt8] = [0x64, blockDescriptor]
    let block = lz4Block ?? (isCompressed ? LZ4Runs.compress(content) : content)
    let isStored = lz4Block == nil && !isCompressed
    var output = ByteBuilder()
    output.append(UInt32(0x184D_2204))
    output.append(descriptor)
    output.append(UInt8(truncatingIfNeeded: ByteBuilder.checksum(descriptor) >> 8))
    output.append(UInt32(block.count) | (isStored ? 1 << 31 : 0))
    output.append(block)
    output.append(UInt32(0))
    output.append(ByteBuilder.checksum(content))
    return output.bytes
  }

  /// Block frame and column frame; the control's leftovers are those of an open frame.
  func frames(schema: Schema, firstRow: UInt64) -> (block: [UInt8], column: [UInt8]) {
    let column = columnFrame(schema: schema, firstRow: firstRow)
    let rows = UInt32(claimedRows ?? rowCount)
    var summary = ByteBuilder()
    summary.append(varint: UInt64(events.count) + moreEvents, bytes: varintBytes)
    summary.append(ranges ?? Self.ranges(of: columns, schema: schema))
    // Head, count word, control, second size, summary, checksum; the column frame evens it out.
    let size = 44 + summary.count + 4
    let padded = size + (-(size + column.count) & 7)
    var payload = ByteBuilder()
    payload.append(rows)
    payload.append(~rows)
    payload.append(
      leftovers
        ?? Self.control(
          firstRow: claimedFirstRow ?? firstRow, schemaID: schema.id, distance: 1 << 20))
    payload.append(UInt32(padded - 8))
    payload.append(summary.bytes)
    payload.append(zeros: padded - size)
    payload.appendChecksum()
    return (ByteBuilder.frame(0x184D_2A52, payload.bytes), column)
  }

  /// A control; distance and size in bytes.
  static func control(
    firstRow: UInt64, schemaID: UInt32, distance: Int, capacity: UInt16 = 16, schemaSize: Int = 0
  ) -> [UInt8] {
    var control = ByteBuilder()
    control.append(firstRow)
    control.append(schemaID)
    control.append(UInt32(distance / 8))
    control.append(capacity)
    control.append(UInt16(schemaSize / 8))
    control.appendChecksum()
    return control.bytes
  }
}
