/// The fields of a line with white space between them.
struct Fields {
  private let line: UnsafeRawBufferPointer
  private var position = 0

  /// Splits a line, whose trailing white space, such as a carriage return, does not count.
  init(_ line: UnsafeRawBufferPointer) {
    var end = line.count
    while end > 0, Self.isSpace(line[end - 1]) { end -= 1 }
    self.line = UnsafeRawBufferPointer(rebasing: line[..<end])
  }

  /// The next field, or `nil` at the end of the line.
  mutating func next() -> UnsafeRawBufferPointer? {
    skipSpace()
    let start = position
    while position < line.count, !Self.isSpace(line[position]) { position += 1 }
    return start == position ? nil : UnsafeRawBufferPointer(rebasing: line[start..<position])
  }

  /// Everything behind the fields read so far, without the white space around it.
  var rest: UnsafeRawBufferPointer {
    var copy = self
    copy.skipSpace()
    return UnsafeRawBufferPointer(rebasing: line[copy.position...])
  }

  private mutating func skipSpace() {
    while position < line.count, Self.isSpace(line[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}
