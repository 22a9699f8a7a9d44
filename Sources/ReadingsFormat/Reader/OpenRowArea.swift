/// Places a stride apart in which open rows may be, each of which proves itself and tells its number.
/// Spec/format.md, sections "Open rows" and "Rows".
struct OpenRowArea {
  let tag: RecordingTag
  let schema: Schema
  /// Where the first place is; labels are told by their distance from here.
  let start: UInt64
  /// How many whole places there are before the end.
  private(set) var count: Int
  private let file: FileBytes
  private var bytes: [UInt8] = []

  var stride: Int { OpenRow.stride(columns: schema.columns.count) }
  /// How many bytes the places take together.
  var byteCount: Int { count * stride }

  /// Finds the places, of which there are up to `limit`, and up to `end`.
  init(
    _ file: FileBytes, tag: RecordingTag, schema: Schema, start: UInt64, limit: Int, end: UInt64
  ) {
    self.file = file
    self.tag = tag
    self.schema = schema
    self.start = start
    let stride = OpenRow.stride(columns: schema.columns.count)
    let room = min(end, file.size) > start ? min(end, file.size) - start : 0
    let most = min(limit, Limits.rows(columns: schema.columns.count))
    count = Int(min(room / UInt64(stride), UInt64(most)))
  }

  /// Reads the places.
  mutating func read() throws(ReadingsError) {
    // A copy, because reading labels reuses the file's buffer.
    bytes = Array(try file.bytes(at: start, count: byteCount))
    // Fewer when a recorder has just cut the file off.
    count = bytes.count / stride
  }

  /// The low 32 bits of the number of the row in the first place, as the one in another place tells it,
  /// if there is one.
  func firstNumber(toldAt place: Int) -> UInt32 {
    let number = bytes.withUnsafeBytes { OpenRow.number(provenBy: row(place, of: $0), tag: tag) }
    return number &- UInt32(truncatingIfNeeded: place)
  }

  /// Where a place is in the file.
  func bytes(of place: Int) -> Range<UInt64> {
    start + UInt64(place * stride)..<start + UInt64((place + 1) * stride)
  }

  /// Where the label of a place's row is in the file, if it has one.
  func labelOffset(at place: Int) -> UInt64? {
    let reference = bytes.withUnsafeBytes {
      row(place, of: $0).loadUnaligned(fromByteOffset: stride - 8, as: UInt32.self)
    }
    return OpenRow.labelDistance(UInt32(littleEndian: reference)).map { start + UInt64($0) }
  }

  /// The label of a row with a number, and how many bytes it takes; `nil` if it is damaged.
  func label(
    at offset: UInt64, of number: UInt64, budget: inout LabelBudget
  ) throws(ReadingsError) -> (text: String, size: Int)? {
    let head = try file.bytes(at: offset, count: OpenRow.labelHeadSize)
    guard head.count == OpenRow.labelHeadSize else { return nil }
    let count = Int(UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)))
    let checksum = UInt32(littleEndian: head.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    let size = OpenRow.labelSize(count)
    let end = offset + UInt64(OpenRow.labelHeadSize + count)
    guard end <= file.size, budget.allows(size) else { return nil }
    let text = try file.bytes(at: offset + UInt64(OpenRow.labelHeadSize), count: count)
    let isIntact =
      text.count == count && OpenRow.labelChecksum(of: text, row: number, tag: tag) == checksum
    budget.spend(size, isIntact: isIntact)
    guard isIntact else { return nil }
    return (String(decoding: text, as: UTF8.self), size)
  }

  /// Copies the values of the rows at some places, the first of which has a number.
  func block(of places: [Int], firstRow: UInt64) -> ColumnBlock {
    let block = ColumnBlock()
    block.reset(schema: schema, firstRow: firstRow, rowCount: places.count)
    bytes.withUnsafeBytes { bytes in
      for column in schema.columns.indices {
        block.withMutableColumn(column) { values in
          for (position, place) in places.enumerated() {
            values[position] = UInt64(
              littleEndian: bytes.loadUnaligned(
                fromByteOffset: place * stride + 8 * column, as: UInt64.self))
          }
        }
      }
    }
    return block
  }

  private func row(_ place: Int, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[place * stride..<(place + 1) * stride])
  }
}
