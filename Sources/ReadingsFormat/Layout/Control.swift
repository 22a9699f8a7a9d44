/// The 32 bytes behind the head of an open frame, which say where its rows are and how many of
/// them count. Spec/format.md, section "Open frame".
///
/// They stay where they are when the open frame turns into a block, and are the start of the
/// block's payload then: nothing that a reader of the open frame needs is overwritten while the
/// block is being written.
struct Control: Equatable {
  /// The number of the first open row.
  var firstRow: UInt64
  /// The schema of the rows.
  var schemaID: UInt32
  /// The distance from the frame's start to the first row, in units of 8 bytes.
  var rowsOffset: UInt32
  /// The rows that there is room for, 1…65,535; the label area follows them.
  var capacity: UInt16
  /// The size of the copy of the schema frame that stands right before the rows, in units of
  /// 8 bytes; 0 when there is none, or one too long to be told.
  var schemaSize: UInt16

  /// The size of the whole: the row count and the fixed part.
  static let size = 32
  /// The size of the fixed part, which is stored twice.
  static let fixedSize = 24
  /// Where the row count is, from the frame's start: the word that every append stores.
  static let countOffset = 8
  /// Where the fixed part is, from the frame's start.
  static let fixedOffset = 16
  /// Where the schema's number is, from the frame's start.
  static let schemaOffset = 24
  /// Where the second copy of the fixed part is, from the frame's start. The block that replaces
  /// the rows may overwrite it.
  static let spareOffset = 40
  /// The size of an open frame's head, control and spare: where the reserve starts.
  static let openSize = 64

  /// The row count as it is stored: the count and its complement, so that damage shows.
  static func countWord(_ count: Int) -> UInt64 {
    let low = UInt32(truncatingIfNeeded: count)
    return UInt64(low) | UInt64(~low) << 32
  }

  /// The row count in a stored word, or `nil` if the word is damaged.
  static func count(ofWord word: UInt64) -> Int? {
    let low = UInt32(truncatingIfNeeded: word)
    return UInt32(truncatingIfNeeded: word >> 32) == ~low ? Int(low) : nil
  }

  /// Appends the fixed part.
  func append(to sink: inout ByteSink) {
    let start = sink.count
    sink.append(firstRow)
    sink.append(schemaID)
    sink.append(rowsOffset)
    sink.append(capacity)
    sink.append(schemaSize)
    sink.append(XXH32.hash(UnsafeRawBufferPointer(rebasing: sink.bytes[start...])))
  }

  /// Appends the head of an open frame of `size` bytes without rows, and the control twice.
  func appendOpenFrame(size: Int, to sink: inout ByteSink) {
    sink.append(FrameKind.open.head(payload: size - FrameKind.headSize))
    sink.append(Self.countWord(0))
    append(to: &sink)
    append(to: &sink)
  }

  /// Reads the fixed part; `nil` when its checksum does not match.
  init?(fixedPart bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.fixedSize,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: bytes[..<Self.fixedSize]))
    else { return nil }
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Value {
      Value(littleEndian: body.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
    firstRow = load(0)
    schemaID = load(8)
    rowsOffset = load(12)
    capacity = load(16)
    schemaSize = load(18)
  }

  init(firstRow: UInt64, schemaID: UInt32, rowsOffset: Int, capacity: Int, schemaSize: Int) {
    assert(rowsOffset & 7 == 0 && schemaSize & 7 == 0)
    self.firstRow = firstRow
    self.schemaID = schemaID
    self.rowsOffset = UInt32(rowsOffset / 8)
    self.capacity = UInt16(capacity)
    self.schemaSize = UInt16(exactly: schemaSize / 8) ?? 0
  }
}
