/// Appends little-endian values to memory that was reserved for the worst case.
///
/// Invariant: `count ≤ capacity`, checked in debug builds; callers size the memory by the bounds
/// that their encodings document. Appending never allocates.
struct ByteSink: ~Copyable {
  private var storage: OwnedBytes
  private(set) var count = 0

  init(capacity: Int) { storage = OwnedBytes(count: capacity) }

  var capacity: Int { storage.count }

  /// What was appended so far.
  var bytes: UnsafeRawBufferPointer { storage.bytes(0..<count) }

  /// Forgets what was appended from `position` on.
  mutating func truncate(to position: Int = 0) {
    assert(position <= count)
    count = position
  }

  mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    let size = MemoryLayout<Value>.size
    assert(count + size <= capacity)
    (storage.base + count).storeBytes(of: value.littleEndian, as: Value.self)
    count += size
  }

  mutating func append(bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    assert(count + bytes.count <= capacity)
    (storage.base + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(utf8 text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends an unsigned LEB128 integer, 1…10 bytes.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a signed integer as the LEB128 of its zigzag code.
  mutating func append(zigzag value: Int64) { append(varint: value.zigzag) }

  /// Appends `size` zero bytes.
  mutating func append(zeros size: Int) {
    for _ in 0..<size { append(UInt8(0)) }
  }

  /// Appends up to `maximum` bytes through `body`, which returns how many it wrote.
  mutating func append(
    upTo maximum: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    assert(count + maximum <= capacity)
    let written = body(UnsafeMutableRawBufferPointer(start: storage.base + count, count: maximum))
    assert(written >= 0 && written <= maximum)
    count += written
  }

  /// Sets bits of a byte that was appended before.
  mutating func combine(at position: Int, with bits: UInt8) {
    assert(position < count)
    let byte = storage.base + position
    byte.storeBytes(of: byte.load(as: UInt8.self) | bits, as: UInt8.self)
  }

  /// Replaces four bytes that were appended before.
  mutating func replace(at position: Int, with value: UInt32) {
    assert(position + 4 <= count)
    (storage.base + position).storeBytes(of: value.littleEndian, as: UInt32.self)
  }
}

extension Int64 {
  /// Small magnitudes of either sign as small unsigned numbers: 0, −1, 1, −2 become 0, 1, 2, 3.
  @inline(__always) var zigzag: UInt64 {
    UInt64(bitPattern: (self << 1) ^ (self >> 63))
  }

  /// The inverse of `zigzag`.
  @inline(__always) init(zigzag code: UInt64) {
    self = Int64(bitPattern: (code >> 1) ^ (0 &- (code & 1)))
  }
}
