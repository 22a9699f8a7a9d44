@testable import ReadingsFormat

/// A block to be written, with fields that a writer would not write where a vector needs them.
/// Spec/format.md, sections 5 and 6.
struct BlockRecipe {
  /// A field that block frame and content have both.
  struct Claim {
    var firstRow: UInt64?
    var rows: Int?
    var schemaID: UInt32?
    var tag: UInt32?
    var events: UInt64?
    /// The bytes that the number of events takes at least.
    var eventBytes = 1
  }

  var columns: [ColumnRecipe]
  var events: [Event] = []
  /// Replaces the labels' bytes.
  var labels: [[UInt8]]?
  /// The number of the first row; otherwise the one after the block before.
  var firstRow: UInt64?
  var schema: Schema?
  var isCompressed = false
  /// The bytes that each varint of the content and of the block frame takes at least.
  var varintBytes = 1
  /// What the block frame says, where it is not so.
  var claim = Claim()
  /// The same of the content.
  var contentClaim = Claim()
  /// Is done to the content before it is put into its frame.
  var changeContent: ((inout [UInt8]) -> Void)?
  /// Bits of the bitmap of the columns that vary that are set behind the last column.
  var moreVarying: UInt8 = 0
  /// The column frame's own fields.
  var frame = LZ4FrameRecipe()
  /// Replaces the number of events in the block frame.
  var eventsCode: [UInt8]?
  /// What the two frames' sizes leave of a division by 8.
  var evenness = 0
  /// Replaces the ranges.
  var ranges: [UInt8]?
  /// Replaces the fields of the control that are left over.
  var leftover: (distance: Int, capacity: UInt16, copySize: Int)?
  var complement: UInt16?
  /// Is added to the control's checksum.
  var moreControlChecksum: UInt32 = 0
  var padding: UInt8 = 0

  init(_ columns: [ColumnRecipe], events: [Event] = []) {
    self.columns = columns
    self.events = events
  }

  var rowCount: Int { columns[0].values.count }

  /// The content of the column frame.
  func content(schema: Schema, firstRow: UInt64, tag: UInt32) -> [UInt8] {
    var output = ByteBuilder()
    output.append(contentClaim.tag ?? tag)
    output.append(contentClaim.schemaID ?? schema.id)
    output.append(varint: contentClaim.firstRow ?? firstRow, bytes: varintBytes)
    output.append(varint: UInt64(contentClaim.rows ?? rowCount), bytes: varintBytes)
    var varying = Packing.packed(columns.map { $0.varies ? 1 : 0 }, width: 1)
    varying[varying.count - 1] |= moreVarying
    output.append(varying)
    for (position, column) in columns.enumerated() {
      column.append(to: &output, after: columns[..<position].map(\.values))
    }
    let labels = labels ?? events.map { Array($0.label.utf8) }
    output.append(varint: contentClaim.events ?? UInt64(events.count), bytes: varintBytes)
    var next = 0
    for (event, label) in zip(events, labels) {
      output.append(varint: UInt64(event.row - next), bytes: varintBytes)
      output.append(varint: UInt64(label.count), bytes: varintBytes)
      next = event.row + 1
    }
    for label in labels { output.append(label) }
    var content = output.bytes
    changeContent?(&content)
    return content
  }

  /// Block frame and column frame; the control's leftovers are those of an open frame.
  func frames(
    schema: Schema, firstRow: UInt64, tag: UInt32
  ) -> (block: [UInt8], column: [UInt8]) {
    let content = content(schema: schema, firstRow: firstRow, tag: tag)
    let column = frame.bytes(of: content, isCompressed: isCompressed)
    var control = Control(
      tag: claim.tag ?? tag, schemaID: claim.schemaID ?? schema.id,
      firstRow: claim.firstRow ?? firstRow, count: UInt16(claim.rows ?? rowCount),
      complement: complement, moreChecksum: moreControlChecksum)
    if let leftover {
      (control.distance, control.capacity, control.copySize) = leftover
    }
    var payload = ByteBuilder()
    payload.append(control.bytes)
    payload.append(
      eventsCode
        ?? ByteBuilder.varint(
          claim.events ?? UInt64(events.count), bytes: max(varintBytes, claim.eventBytes)))
    payload.append(ranges ?? Self.ranges(of: columns, schema: schema))
    let block = ByteBuilder.sealed(
      0x184D_2A52, payload.bytes, more: column.count - evenness, padding: padding)
    return (block, column)
  }
}
