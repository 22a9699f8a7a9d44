/// Input that breaks a rule of the format; the reason is fixed text, so throwing it is cheap.
package struct Malformed: Error {
  let reason: StaticString
  init(_ reason: StaticString) { self.reason = reason }
}

/// Reads little-endian values from untrusted bytes, each checked against the end.
///
/// Invariant: `position ≤ bytes.count`. The bytes must outlive the cursor.
struct ByteCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  /// What was read from `start` on.
  func bytes(from start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }

  mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type = Value.self
  ) throws(Malformed) -> Value {
    let size = MemoryLayout<Value>.size
    guard remaining >= size else { throw Malformed("ends too early") }
    defer { position += size }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Value.self))
  }

  mutating func readVarint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try read(UInt8.self)
      guard shift < 63 || (shift == 63 && byte <= 1) else {
        throw Malformed("a varint is too long")
      }
      value |= UInt64(byte & 0x7f) << shift
      guard byte & 0x80 != 0 else { return value }
      shift += 7
    }
  }

  mutating func readZigzag() throws(Malformed) -> Int64 { Int64(zigzag: try readVarint()) }

  /// A varint that counts things, at most `limit` of them.
  mutating func readCount(upTo limit: Int) throws(Malformed) -> Int {
    let value = try readVarint()
    guard value <= UInt64(limit) else { throw Malformed("a count is out of range") }
    return Int(value)
  }

  mutating func readBytes(_ count: Int) throws(Malformed) -> UnsafeRawBufferPointer {
    guard count >= 0, remaining >= count else { throw Malformed("ends too early") }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  /// Text; bytes that are no UTF-8 become U+FFFD.
  mutating func readText(_ count: Int) throws(Malformed) -> String {
    String(decoding: try readBytes(count), as: UTF8.self)
  }
}
