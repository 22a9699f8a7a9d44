@testable import ReadingsFormat

/// Puts bytes together as Spec/format.md describes them, section 1.5, with none of the module's
/// writing code.
struct ByteBuilder {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  /// Appends a varint, in its shortest form or with so many bytes.
  mutating func append(varint value: UInt64, bytes size: Int = 1) {
    bytes += Self.varint(value, bytes: size)
  }

  static func varint(_ value: UInt64, bytes size: Int = 1) -> [UInt8] {
    var rest = value
    var result: [UInt8] = []
    while rest >= 0x80 || result.count + 1 < size {
      result.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return result + [UInt8(rest)]
  }

  mutating func append(zigzag value: Int64) { append(varint: Self.zigzag(value)) }

  static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

  mutating func append(_ text: String) { append(Array(text.utf8)) }

  mutating func append(zeros count: Int) { append([UInt8](repeating: 0, count: count)) }

  /// Appends the checksum of all bytes so far, as that of a frame with a magic number.
  mutating func appendChecksum(_ magic: UInt32) { append(Self.checksum(bytes, seed: magic)) }

  static func checksum(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { XXH32.hash($0, seed: seed) }
  }

  /// The proof of some bytes as those of a row. Section 8.3.
  static func proof(_ bytes: [UInt8], row: UInt64, tag: UInt32) -> UInt32 {
    checksum(bytes, seed: tag) &+ UInt32(truncatingIfNeeded: row) &* 0x9E37_79B1
  }

  /// The checksum of the label of a row. Section 8.4.
  static func labelChecksum(_ text: [UInt8], row: UInt64, tag: UInt32) -> UInt32 {
    checksum(text, seed: tag &+ UInt32(truncatingIfNeeded: row))
  }

  /// A skippable frame.
  static func frame(_ magic: UInt32, _ payload: [UInt8]) -> [UInt8] {
    var builder = ByteBuilder()
    builder.append(magic)
    builder.append(UInt32(payload.count))
    builder.append(payload)
    return builder.bytes
  }

  /// A sealed frame of a payload that begins with the tag: padded so that its size and `more` are a
  /// multiple of 8, with its checksum.
  static func sealed(
    _ magic: UInt32, _ payload: [UInt8], more: Int = 0, padding: UInt8 = 0
  ) -> [UInt8] {
    var builder = ByteBuilder()
    builder.append(payload)
    builder.append([UInt8](repeating: padding, count: -(payload.count + 12 + more) & 7))
    builder.appendChecksum(magic)
    return frame(magic, builder.bytes)
  }
}
