/// Takes decisions from a fuzzer's bytes; behind their end every answer is 0.
struct Decisions {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Starts at the first byte.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether all bytes are used.
  var isEmpty: Bool { position == bytes.count }

  /// The next byte.
  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next eight bytes.
  mutating func word() -> UInt64 {
    (0..<8).reduce(0) { value, _ in value << 8 | UInt64(byte()) }
  }

  /// The next `count` bytes, or as many as there are.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let end = min(position + count, bytes.count)
    defer { position = end }
    return Array(bytes[position..<end])
  }

  /// Everything that is left.
  mutating func remainder() -> [UInt8] { bytes(bytes.count - position) }
}
