@testable import ReadingsFormat

/// Puts a file together that no writer would write, with checksums that match.
struct HostileFile {
  private(set) var bytes: [UInt8] = []

  static let tag = RecordingTag(number: 0x1D0F_F11E)

  init() {
    append(capacity: HeaderFrame.bound) { HeaderFrame.append(Sample.header, of: Self.tag, to: &$0) }
  }

  private mutating func append(capacity: Int, _ body: (inout ByteSink) -> Void) {
    var sink = ByteSink(capacity: capacity)
    body(&sink)
    bytes += Array(sink.bytes)
  }

  /// A schema of a number of columns; those of different numbers differ.
  static func schema(_ number: Int = 1, columns: Int = 1) -> Schema {
    let metrics = (1..<max(columns, 1)).map { Column("\($0)") }
    return Schema(columns: [Column("time \(number)", kind: .time)] + metrics)
  }

  static func schemaFrame(_ schema: Schema) -> [UInt8] {
    var sink = ByteSink(capacity: SchemaFrame.bound(schema))
    SchemaFrame.append(schema, of: tag, to: &sink)
    return Array(sink.bytes)
  }

  mutating func appendSchema(_ schema: Schema = schema()) { bytes += Self.schemaFrame(schema) }

  mutating func appendHead(_ kind: FrameKind, payload: Int) {
    append(capacity: 8) { $0.append(kind.head(payload: payload)) }
  }

  mutating func appendZeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }

  /// A block of one row and one column.
  mutating func appendBlock(_ schema: Schema = schema(), firstRow: UInt64) {
    var control = OpenFrameControl(
      tag: Self.tag, schemaID: schema.id, firstRow: firstRow, rowsOffset: 64, capacity: 1,
      schemaSize: 0)
    control.count = 1
    append(capacity: 96) { sink in
      let frame = SealedFrame(.block, in: &sink)
      control.append(to: &sink)
      // No event; one range without parts; padding.
      sink.append(zeros: 8)
      frame.finish(in: &sink)
    }
    appendColumns(schema, firstRow: firstRow)
  }

  /// A column frame of one row, all zeros; `padding` more of them than there should be.
  mutating func appendColumns(
    _ schema: Schema = schema(), firstRow: UInt64, padding: Int = 0
  ) {
    let columns = schema.columns.count
    var content = ByteSink(capacity: 3 * columns + 32 + padding)
    content.append(Self.tag.number)
    content.append(schema.id)
    content.append(varint: firstRow)
    content.append(varint: 1)
    content.append(zeros: (columns + 7) / 8 + columns + 1 + padding)
    let state = OwnedBytes(count: LZ4Frame.stateSize)
    append(capacity: LZ4Frame.bound(content.count)) {
      LZ4Frame.append(content.bytes, state: state.base, to: &$0)
    }
  }

  mutating func appendOpen(
    _ schema: Schema = schema(), firstRow: UInt64 = 0, rowsOffset: Int, capacity: Int,
    schemaSize: Int, frameSize: Int, count: Int = 0
  ) {
    var control = OpenFrameControl(
      tag: Self.tag, schemaID: schema.id, firstRow: firstRow, rowsOffset: rowsOffset,
      capacity: capacity, schemaSize: schemaSize)
    control.count = count
    append(capacity: OpenFrameControl.end) { sink in
      _ = control.appendOpenFrame(size: frameSize, to: &sink)
    }
  }

  /// An open row of one column.
  mutating func appendRow(_ row: Int, label: UInt32) {
    append(capacity: 16) { sink in
      sink.append(UInt64(row))
      sink.append(label)
      sink.append(OpenRow.proof(of: sink.bytes, row: UInt64(row), tag: Self.tag))
    }
  }

  mutating func appendLabel(_ text: [UInt8], row: UInt64) {
    append(capacity: 8) { sink in
      sink.append(UInt32(text.count))
      sink.append(
        text.withUnsafeBytes { OpenRow.labelChecksum(of: $0, row: row, tag: Self.tag) }
      )
    }
    bytes += text
  }

  mutating func appendIndex(claiming count: UInt64, bodySize: Int) {
    append(capacity: bodySize + 32) { sink in
      let frame = SealedFrame(.index, of: Self.tag, in: &sink)
      sink.append(varint: 0)
      sink.append(varint: count)
      for _ in 0..<bodySize { sink.append(UInt8(0xFF)) }
      frame.finish(in: &sink)
    }
  }

  /// An index of copies of a schema, and of entries that take eight bytes each.
  mutating func appendIndex(schemas schemaCount: Int = 1, entries count: Int) {
    let schema = Self.schema()
    append(capacity: 8 * count + schemaCount * (schema.descriptionBound + 10) + 64) { sink in
      let frame = SealedFrame(.index, of: Self.tag, in: &sink)
      sink.append(varint: UInt64(schemaCount))
      for _ in 0..<schemaCount {
        sink.append(varint: UInt64(schema.descriptionBound))
        schema.appendDescription(to: &sink)
      }
      sink.append(varint: UInt64(count))
      for _ in 0..<count {
        // Offset and size, schema, row and rows, events, both times.
        for byte: UInt8 in [0, 8, 0, 0, 1, 0, 0, 0] { sink.append(byte) }
      }
      frame.finish(in: &sink, repeatsSize: true)
    }
  }
}
