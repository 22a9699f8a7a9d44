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
      return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { buffer in
        guard let count = try? SystemCall.pread(descriptor, into: buffer, at: 0) else {
          return (0, 0)
        }
        var position = 0
        let virtual = Self.number(buffer, count, &position)
        let resident = Self.number(buffer, count, &position)
        return (virtual &* pageSize, resident &* pageSize)
      }
    }

    /// The decimal number at `position`, which moves past the space behind it.
    private static func number(
      _ buffer: UnsafeMutableRawBufferPointer, _ count: Int, _ position: inout Int
    ) -> UInt64 {
      var value: UInt64 = 0
      while position < count {
        let digit = buffer[position] &- UInt8(ascii: "0")
        position += 1
        guard digit <= 9 else { break }
        value = value &* 10 &+ UInt64(digit)
      }
      return value
    }
  }

#endif
