#if os(Linux)

  import ReadingsFormat

  /// Counts the entries of /proc/self/fd, for kernels before 6.2.
  ///
  /// An entry costs about 0.4 µs, so that very many would be dear: the count stops at `limit` or
  /// soon behind it.
  final class DescriptorListing {
    /// The count at which counting stops.
    static let limit: UInt64 = 4096

    private let buffer = OwnedBytes(count: 4096)

    /// The number of entries of a folder without "." and ".."; nil when it can't be read.
    func count(_ descriptor: Int32) -> UInt64? {
      guard (try? SystemCall.rewindFolder(descriptor)) != nil else { return nil }
      var total: UInt64 = 0
      while total < Self.limit + 2 {
        let bytes = UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count)
        guard let count = try? SystemCall.readFolder(descriptor, into: bytes) else { return nil }
        if count == 0 { break }
        total += Self.entries(UnsafeRawBufferPointer(rebasing: bytes[..<min(count, bytes.count)]))
      }
      return total >= 2 ? total - 2 : nil
    }

    /// The number of entries in a buffer of getdents64(2): each has its size in bytes 16 and 17.
    static func entries(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
      var count: UInt64 = 0
      var rest = bytes[...]
      while rest.count >= 19 {
        let size = Int(
          bytes.loadUnaligned(fromByteOffset: rest.startIndex + 16, as: UInt16.self))
        guard size >= 19, size <= rest.count else { break }
        rest = rest.dropFirst(size)
        count += 1
      }
      return count
    }
  }

#endif
