@testable import ReadingsFormat

/// An annotated hex dump in the making: bytes are taken one field after the other, and each field
/// becomes a line of offset, bytes and meaning.
struct HexListing {
  let bytes: [UInt8]
  private(set) var offset: Int
  private(set) var lines: [String] = []

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Starts a part of the listing.
  mutating func heading(_ text: String) { lines += (lines.isEmpty ? [] : [""]) + ["; \(text)"] }

  /// Says something of what was taken.
  mutating func note(_ text: String) {
    lines.append(String(repeating: " ", count: 31) + text)
  }

  /// Takes `count` bytes as one field, eight of them a line.
  mutating func take(_ count: Int, _ meaning: String) {
    precondition(offset + count <= bytes.count, "the walk leaves the file at \(offset)")
    for start in stride(from: offset, to: offset + count, by: 8) {
      let hex = bytes[start..<min(start + 8, offset + count)].map { Self.hex(Int($0), digits: 2) }
      let left = Self.hex(start, digits: 4) + "  " + hex.joined(separator: " ")
      let text = start == offset ? meaning : ""
      lines.append(
        text.isEmpty ? left : left + String(repeating: " ", count: 31 - left.count) + text)
    }
    offset += count
  }

  /// Takes bytes that are not worth a line each.
  mutating func skip(_ count: Int, _ meaning: String) {
    guard count > 0 else { return }
    lines.append("\(Self.hex(offset, digits: 4))  … \(count) bytes: \(meaning)")
    offset += count
  }

  /// Takes a little-endian integer.
  @discardableResult
  mutating func integer(
    _ count: Int, _ name: String, _ show: (UInt64) -> String = { "\($0)" }
  ) -> UInt64 {
    let value = bytes[offset..<offset + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    take(count, "\(name): \(show(value))")
    return value
  }

  /// Takes a varint.
  @discardableResult
  mutating func varint(_ name: String, _ show: (UInt64) -> String = { "\($0)" }) -> UInt64 {
    var value: UInt64 = 0
    var count = 0
    repeat {
      value |= UInt64(bytes[offset + count] & 0x7F) << UInt64(7 * count)
      count += 1
    } while bytes[offset + count - 1] & 0x80 != 0
    take(count, "\(name): \(show(value))")
    return value
  }

  /// Takes a varint that holds a zigzag code.
  @discardableResult
  mutating func zigzag(_ name: String) -> Int64 {
    func decoded(_ code: UInt64) -> Int64 {
      code & 1 == 0 ? Int64(code >> 1) : -1 - Int64(code >> 1)
    }
    return decoded(varint(name) { "\(decoded($0))" })
  }

  /// Takes text.
  mutating func text(_ count: Int, _ name: String) {
    guard count > 0 else { return }
    let text = String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    take(count, "\(name): \"\(text)\"")
  }

  /// Takes zeros up to `end`.
  mutating func padding(to end: Int) {
    guard offset < end else { return }
    precondition(bytes[offset..<end].allSatisfy { $0 == 0 }, "padding that is not zero")
    take(end - offset, "padding")
  }

  /// Takes the checksum of a sealed frame, whose payload begins at `start` and ends here.
  mutating func seal(from start: Int, _ name: String) {
    let magic = bytes[start - 8..<start - 4].withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))
    }
    checksum(from: start, seed: magic, name)
  }

  /// Takes the XXH32 of the bytes from `start` up to `end`, or to here.
  mutating func checksum(
    from start: Int, to end: Int? = nil, seed: UInt32 = 0, _ name: String
  ) {
    let hash = bytes[start..<(end ?? offset)].withUnsafeBytes { XXH32.hash($0, seed: seed) }
    integer(4, name) { value in
      value == UInt64(hash) ? "0x" + Self.hex(Int(value), digits: 8) : "does not match"
    }
  }

  /// A number in hexadecimal.
  static func hex(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
