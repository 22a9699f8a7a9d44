@testable import ReadingsFormat

/// Puts a file together that no writer would write, with checksums that match.
struct HostileFile {
  private(set) var bytes: [UInt8] = []

  init() {
    append(capacity: HeaderFrame.bound) { HeaderFrame.append(Sample.header, to: &$0) }
  }

  private mutating func append(capacity: Int, _ body: (inout ByteSink) -> Void) {
    var sink = ByteSink(capacity: capacity)
    body(&sink)
    bytes += Array(sink.bytes)
  }

  static func schemaFrame(id: UInt32, columnCount: Int) -> [UInt8] {
    let metrics = (1..<max(columnCount, 1)).map { Column("\($0)") }
    let schema = Schema(id: id, columns: [Column("time", kind: .time)] + metrics)
    var sink = ByteSink(capacity: SchemaFrame.bound(schema))
    SchemaFrame.append(schema, to: &sink)
    return Array(sink.bytes)
  }

  mutating func appendSchema(id: UInt32, columnCount: Int) {
    bytes += Self.schemaFrame(id: id, columnCount: columnCount)
  }

  mutating func appendHead(_ kind: FrameKind, payload: Int) {
    append(capacity: 8) { $0.append(kind.head(payload: payload)) }
  }

  mutating func appendZeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }

  /// A block of one row and one column.
  mutating func appendBlock(schemaID: UInt32, firstRow: UInt64) {
    let control = OpenFrameControl(
      firstRow: firstRow, schemaID: schemaID, rowsOffset: 64, capacity: 1, schemaSize: 0)
    append(capacity: 96) { sink in
      sink.append(FrameKind.block.rawValue)
      sink.append(UInt32(0))
      sink.append(OpenFrameControl.countWord(1))
      control.append(to: &sink)
      sink.append(UInt32(sink.count + 4 + 5 + 4 - 8))
      sink.append(zeros: 5)
      SealedFrame.finish(at: 0, in: &sink)
    }
    appendColumns(schemaID: schemaID, firstRow: firstRow, columnCount: 1)
  }

  /// A column frame of one row, all zeros; `padding` more of them than there should be.
  mutating func appendColumns(
    schemaID: UInt32 = 1, firstRow: UInt64, columnCount: Int = 1, padding: Int = 0
  ) {
    var content = ByteSink(capacity: 3 * columnCount + 32 + padding)
    content.append(varint: UInt64(schemaID))
    content.append(varint: firstRow)
    content.append(varint: 1)
    content.append(zeros: (columnCount + 7) / 8 + columnCount + 1 + padding)
    let state = OwnedBytes(count: LZ4Frame.stateSize)
    append(capacity: LZ4Frame.bound(content.count)) {
      LZ4Frame.append(content.bytes, state: state.base, to: &$0)
    }
  }

  mutating func appendOpen(
    rowsOffset: Int, capacity: Int, schemaSize: Int, frameSize: Int, count: Int = 0
  ) {
    let control = OpenFrameControl(
      firstRow: 0, schemaID: 1, rowsOffset: rowsOffset, capacity: capacity,
      schemaSize: schemaSize)
    append(capacity: OpenFrameControl.openSize) { sink in
      sink.append(FrameKind.open.head(payload: frameSize - FrameKind.headSize))
      sink.append(OpenFrameControl.countWord(count))
      control.append(to: &sink)
      control.append(to: &sink)
    }
  }

  /// An open row of one column.
  mutating func appendRow(_ row: Int, label: UInt32) {
    append(capacity: 16) { sink in
      sink.append(UInt64(row))
      sink.append(label)
      sink.append(OpenRow.checksum(sink.bytes, row: UInt64(row)))
    }
  }

  mutating func appendLabel(_ text: [UInt8], row: UInt64) {
    append(capacity: 8) { sink in
      sink.append(UInt32(text.count))
      sink.append(text.withUnsafeBytes { OpenRow.checksum($0, row: row) })
    }
    bytes += text
  }

  mutating func appendIndex(claiming count: UInt64, bodySize: Int) {
    append(capacity: bodySize + 32) { sink in
      SealedFrame.append(.index, to: &sink) { sink in
        sink.append(varint: 0)
        sink.append(varint: count)
        for _ in 0..<bodySize { sink.append(UInt8(0xFF)) }
      }
    }
  }

  /// An index of entries that take seven bytes each.
  mutating func appendIndex(entries count: Int) {
    append(capacity: 7 * count + 64) { sink in
      let start = sink.count
      sink.append(FrameKind.index.rawValue)
      sink.append(UInt32(0))
      sink.append(varint: 0)
      sink.append(varint: UInt64(count))
      for _ in 0..<count {
        // Offset and size, row and rows, events, both times.
        for byte: UInt8 in [0, 8, 0, 1, 0, 0, 0] { sink.append(byte) }
      }
      sink.append(zeros: (8 - (sink.count + 8) & 7) & 7)
      sink.append(UInt32(sink.count + 8))
      SealedFrame.finish(at: start, in: &sink)
    }
  }
}
