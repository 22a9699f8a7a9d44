/// Rows, as the open frame holds them, to be encoded as a block.
///
/// Invariant: `base` is valid for `count × stride` bytes and `labels` for its count while the value
/// is in use; checked against each other in debug builds.
struct OpenRows {
  let base: UnsafeRawPointer
  let count: Int
  let columnCount: Int
  let labels: UnsafeRawBufferPointer

  var stride: Int { OpenRow.stride(columns: columnCount) }

  /// Where the row's label is in the label area, if it has one.
  @inline(__always) func label(ofRow row: Int) -> UnsafeRawBufferPointer? {
    let reference = (base + row * stride + 8 * columnCount).load(as: UInt32.self)
    guard let offset = OpenRow.labelOffset(UInt32(littleEndian: reference)),
      offset + OpenRow.labelHeadSize <= labels.count
    else { return nil }
    let count = Int(UInt32(littleEndian: labels.load(fromByteOffset: offset, as: UInt32.self)))
    let start = offset + OpenRow.labelHeadSize
    guard count <= labels.count - start else { return nil }
    return UnsafeRawBufferPointer(rebasing: labels[start..<start + count])
  }
}

/// Turns open rows into the bytes of a block frame and its column frame.
///
/// All memory is reserved up front; encoding allocates nothing. Spec/format.md, section "Block
/// frame".
struct BlockEncoder: ~Copyable {
  /// The rows that a block may have.
  let capacity: Int
  private let types: [Column.ValueType]
  private let columns: OwnedBytes
  private let scratch: OwnedBytes
  private let state: OwnedBytes
  private var content: ByteSink
  private var frame: ByteSink
  private var ranges: ByteSink
  /// The encoded block.
  private(set) var block: ByteSink
  /// How many of the encoded rows are events.
  private(set) var eventCount = 0

  /// An upper bound on the size of a block.
  var bound: Int { block.capacity }

  /// Reserves memory for blocks of up to `capacity` rows with up to `labelBytes` of labels.
  init(schema: Schema, capacity: Int, labelBytes: Int) {
    self.capacity = capacity
    types = schema.columns.map(\.type)
    columns = OwnedBytes(count: 8 * capacity * Self.gathered)
    scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(capacity))
    state = OwnedBytes(count: LZ4Frame.stateSize)
    // A column takes 8 bytes a row and one, or 21 if it has a head; an event's row and length take
    // up to 8. Only the column being encoded may be longer for a moment.
    let contentSize =
      types.count * (8 * capacity + 21) + ColumnCodec.bound(capacity) + labelBytes + 8 * capacity
      + 32
    content = ByteSink(capacity: contentSize)
    frame = ByteSink(capacity: LZ4Frame.bound(min(contentSize, LZ4Frame.maximumContent)))
    ranges = ByteSink(capacity: 10 + 40 * types.count)
    block = ByteSink(capacity: frame.capacity + ranges.capacity + Control.openSize + 32)
  }

  /// Encodes `rows` into `block`, from the head of the block frame to the end of the column frame,
  /// a multiple of eight bytes.
  mutating func encode(_ rows: OpenRows, control: borrowing Control) {
    assert(rows.count > 0 && rows.count <= capacity && rows.columnCount == types.count)
    content.truncate()
    ranges.truncate()
    content.append(varint: UInt64(control.schemaID))
    content.append(varint: control.firstRow)
    content.append(varint: UInt64(rows.count))
    for first in stride(from: 0, to: types.count, by: Self.gathered) {
      gather(from: first, of: rows)
      for index in first..<min(first + Self.gathered, types.count) {
        encodeColumn(index, values: columns.words() + (index - first) * capacity, of: rows)
      }
    }
    eventCount = appendEvents(of: rows)
    frame.truncate()
    LZ4Frame.append(content.bytes, state: state.base, to: &frame)
    assemble(control, rowCount: rows.count)
  }

  /// How many columns are gathered at a time: as many as one pass over the rows may do, so that
  /// each cache line of a row is looked at few times.
  private static let gathered = 4

  /// Copies columns from the one at `first` on out of the rows.
  private func gather(from first: Int, of rows: OpenRows) {
    let stride = rows.stride
    var source = rows.base + 8 * first
    let count = min(Self.gathered, types.count - first)
    let first = columns.words()
    let second = first + capacity
    let third = second + capacity
    let fourth = third + capacity
    guard count == 4 else {
      for row in 0..<rows.count {
        for column in 0..<count {
          first[column * capacity + row] = Self.word(source, column)
        }
        source += stride
      }
      return
    }
    for row in 0..<rows.count {
      first[row] = Self.word(source, 0)
      second[row] = Self.word(source, 1)
      third[row] = Self.word(source, 2)
      fourth[row] = Self.word(source, 3)
      source += stride
    }
  }

  @inline(__always) private static func word(_ source: UnsafeRawPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: source.load(fromByteOffset: 8 * index, as: UInt64.self))
  }

  /// Appends the code of one column and its range.
  private mutating func encodeColumn(
    _ index: Int, values: UnsafeMutablePointer<UInt64>, of rows: OpenRows
  ) {
    let isConstant = ColumnCodec.encode(
      values, count: rows.count, scratch: scratch.words(), into: &content)
    let range = BlockSummary.Range(
      of: UnsafeBufferPointer(start: values, count: isConstant ? 1 : rows.count), as: types[index])
    range.append(to: &ranges, as: types[index])
  }

  /// Appends rows and labels of the events; returns how many there are.
  private mutating func appendEvents(of rows: OpenRows) -> Int {
    var count = 0
    for row in 0..<rows.count where rows.label(ofRow: row) != nil { count += 1 }
    content.append(varint: UInt64(count))
    guard count > 0 else { return 0 }
    var next = 0
    for row in 0..<rows.count {
      guard let label = rows.label(ofRow: row) else { continue }
      content.append(varint: UInt64(row - next))
      content.append(varint: UInt64(label.count))
      next = row + 1
    }
    // The rows are in a file that somebody may write over: labels that overlap take more than there
    // is room for.
    var room = rows.labels.count
    for row in 0..<rows.count {
      guard let label = rows.label(ofRow: row) else { continue }
      guard label.count <= room else { break }
      content.append(bytes: label)
      room -= label.count
    }
    return count
  }

  /// Puts block frame and column frame behind each other.
  private mutating func assemble(_ control: borrowing Control, rowCount: Int) {
    block.truncate()
    block.append(FrameKind.block.rawValue)
    block.append(UInt32(0))
    block.append(Control.countWord(rowCount))
    control.append(to: &block)
    let sizePosition = block.count
    block.append(UInt32(0))
    block.append(varint: UInt64(eventCount))
    block.append(bytes: ranges.bytes)
    let unpadded = block.count + SealedFrame.checksumSize + frame.count
    block.append(zeros: (8 - unpadded & 7) & 7)
    // The size stands in the payload, too: it is how a block whose head is damaged is found again.
    let payload = block.count + SealedFrame.checksumSize - FrameKind.headSize
    block.replace(at: sizePosition, with: UInt32(payload))
    SealedFrame.finish(at: 0, in: &block)
    block.append(bytes: frame.bytes)
  }
}
