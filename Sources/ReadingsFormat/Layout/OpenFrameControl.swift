/// The 32 bytes behind the head of an open frame, which say whose it is, where its rows are and how
/// many of them count. Spec/format.md, section "Control".
///
/// They stay where they are when the open frame turns into a block, and are the start of the
/// block's payload then: nothing that a reader of the open frame needs is overwritten while the
/// block is being written.
struct OpenFrameControl: Equatable {
  /// Whose rows they are.
  var tag: RecordingTag
  /// The schema of the rows.
  var schemaID: UInt32
  /// The number of the first row.
  var firstRow: UInt64
  /// The distance from the frame's start to the first open row, in units of 8 bytes.
  var rowsOffset: UInt32
  /// The rows that there is room for, 1…65,535; the label area follows them.
  var capacity: UInt16
  /// The size of the copy of the schema frame that stands right before the rows, in units of
  /// 8 bytes; 0 when there is none.
  var schemaSize: UInt16
  /// The number of rows; `nil` if it is damaged.
  var count: Int?
  /// The number of rows without a look at its complement, as it is in a block.
  private(set) var storedCount: Int

  /// The size of the control.
  static let size = 32
  /// Where the count word is, from the frame's start: the word that every append stores.
  static let countOffset = 32
  /// The size of a frame's head and control: where an open frame's reserve and a block's summary
  /// start.
  static let end = FrameKind.headSize + size
  /// The size of the part that is sealed by a checksum.
  private static let sealedSize = 24

  /// Where the first row is, from the frame's start.
  var rowsDistance: Int { Int(rowsOffset) * 8 }
  /// The size of the schema's copy in bytes.
  var copySize: Int { Int(schemaSize) * 8 }

  /// Makes the control of an open frame without rows.
  init(
    tag: RecordingTag, schemaID: UInt32, firstRow: UInt64, rowsOffset: Int, capacity: Int,
    schemaSize: Int
  ) {
    assert(rowsOffset & 7 == 0 && schemaSize & 7 == 0)
    self.tag = tag
    self.schemaID = schemaID
    self.firstRow = firstRow
    self.rowsOffset = UInt32(rowsOffset / 8)
    self.capacity = UInt16(capacity)
    self.schemaSize = UInt16(exactly: schemaSize / 8) ?? 0
    count = 0
    storedCount = 0
  }

  /// Reads a control without verifying it; `nil` if there are too few bytes.
  init?(unverified bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size else { return nil }
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
    tag = RecordingTag(number: load(0))
    schemaID = load(4)
    firstRow = load(8)
    rowsOffset = load(16)
    capacity = load(20)
    schemaSize = load(22)
    let (stored, complement): (UInt16, UInt16) = (load(28), load(30))
    storedCount = Int(stored)
    count = stored == ~complement && stored <= capacity ? Int(stored) : nil
  }

  /// Reads the control of an open frame; `nil` if it does not prove itself.
  init?(proven bytes: UnsafeRawBufferPointer) {
    self.init(unverified: bytes)
    let checksum = bytes.loadUnaligned(fromByteOffset: Self.sealedSize, as: UInt32.self)
    guard UInt32(littleEndian: checksum) == Self.checksum(of: bytes), capacity > 0,
      firstRow <= Limits.number
    else { return nil }
  }

  /// Appends the control; returns the count word without the count.
  @discardableResult
  func append(to sink: inout ByteSink) -> CountWord {
    let start = sink.count
    sink.append(tag.number)
    sink.append(schemaID)
    sink.append(firstRow)
    sink.append(rowsOffset)
    sink.append(capacity)
    sink.append(schemaSize)
    let word = CountWord(
      checksum: Self.checksum(of: UnsafeRawBufferPointer(rebasing: sink.bytes[start...])))
    sink.append(word.with(count ?? 0))
    return word
  }

  /// Appends the head and the control of an open frame of `size` bytes.
  func appendOpenFrame(size: Int, to sink: inout ByteSink) -> CountWord {
    sink.append(FrameKind.open.head(payload: size - FrameKind.headSize))
    return append(to: &sink)
  }

  private static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    XXH32.hash(UnsafeRawBufferPointer(rebasing: bytes[..<sealedSize]))
  }
}

/// The word that every append stores: the control's checksum, the number of rows and its complement,
/// so that damage shows.
struct CountWord {
  private let checksum: UInt32

  init(checksum: UInt32) { self.checksum = checksum }

  /// The word for a number of rows.
  @inline(__always) func with(_ count: Int) -> UInt64 {
    let count = UInt16(truncatingIfNeeded: count)
    return UInt64(checksum) | UInt64(count) << 32 | UInt64(~count) << 48
  }
}
