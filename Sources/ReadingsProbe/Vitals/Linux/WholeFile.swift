#if os(Linux)

  import Glibc
  import ReadingsFormat

  /// A file that is read once, from its start to its end.
  enum WholeFile {
    /// What goes beyond it is cut off.
    private static let capacity = 4 << 20

    /// The file's text. Throws the error of opening or reading it.
    static func text(_ path: String) throws(Errno) -> String {
      let descriptor = try SystemCall.open(path, O_RDONLY)
      defer { SystemCall.close(descriptor) }
      var text: [UInt8] = []
      let buffer = OwnedBytes(count: 65_536)
      while text.count < capacity {
        let count = try SystemCall.read(
          descriptor, into: UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count))
        if count == 0 { break }
        text += buffer.bytes(0..<count)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

#endif
