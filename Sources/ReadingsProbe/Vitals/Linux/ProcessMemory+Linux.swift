#if os(Linux)

  import Glibc
  import ReadingsFormat

  /// The sizes of this process's memory, from /proc/self/statm (proc(5)), kept open: reading it
  /// through an open descriptor costs a tenth of opening it.
  ///
  /// Where there is no /proc both sizes read as zero. Any thread may read.
  final class ProcessMemory: Sendable {
    private let descriptor: Int32?
    private let pageSize = UInt64(SystemCall.pageSize)

    init() { descriptor = try? SystemCall.open("/proc/self/statm", O_RDONLY) }

    deinit {
      if let descriptor { SystemCall.close(descriptor) }
    }

    /// The virtual and the resident size in bytes.
    func read() -> (virtual: UInt64, resident: UInt64) {
      guard let descriptor else { return (0, 0) }
      return withUnsafeTemporaryAllocation(byteCount: Self.capacity + 8, alignment: 8) { buffer in
        let text = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Self.capacity])
        guard let start = text.baseAddress,
          let count = try? SystemCall.pread(descriptor, into: text, at: 0)
        else { return (0, 0) }
        // Ends the last number, whatever the kernel wrote, and the second if there is only one.
        (start + count).storeBytes(of: 0, as: UInt16.self)
        var position = UnsafeRawPointer(start)
        let virtual = Self.number(&position)
        let resident = Self.number(&position)
        return (virtual &* pageSize, resident &* pageSize)
      }
    }

    /// More than the text is long: seven numbers.
    private static let capacity = 160

    /// The decimal number at `position`, which moves past the byte that ends it.
    @inline(__always)
    private static func number(_ position: inout UnsafeRawPointer) -> UInt64 {
      var value: UInt64 = 0
      while true {
        let digit = position.load(as: UInt8.self) &- UInt8(ascii: "0")
        position += 1
        guard digit <= 9 else { return value }
        value = value &* 10 &+ UInt64(digit)
      }
    }
  }

#endif
