#if os(Linux)

  import ReadingsFormat

  /// Lists a folder of the kernel's, such as /proc/self/task, without allocating.
  final class FolderListing {
    /// A name, which ends in a zero.
    typealias Name = UnsafePointer<CChar>

    private let buffer = OwnedBytes(count: 4096)
    /// Where the name is in an entry of getdents64(2); before it are inode, offset, size and type.
    private static let nameOffset = 19
    private static let sizeOffset = 16

    /// Gives the names to `body`, "." and ".." among them, until it returns false. Returns false if the
    /// folder can't be read to its end.
    func names(of descriptor: Int32, _ body: (Name) -> Bool) -> Bool {
      guard (try? SystemCall.rewindFolder(descriptor)) != nil else { return false }
      while true {
        let bytes = UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.count)
        guard let count = try? SystemCall.readFolder(descriptor, into: bytes) else { return false }
        if count == 0 { return true }
        let entries = UnsafeRawBufferPointer(rebasing: bytes[..<min(count, bytes.count)])
        if !Self.names(in: entries, body) { return true }
      }
    }

    /// Gives the names in a buffer of getdents64(2) to `body`, until it returns false, which is returned.
    static func names(in bytes: UnsafeRawBufferPointer, _ body: (Name) -> Bool) -> Bool {
      var start = 0
      while bytes.count - start > nameOffset {
        let size = Int(bytes.loadUnaligned(fromByteOffset: start + sizeOffset, as: UInt16.self))
        guard size > nameOffset, size <= bytes.count - start,
          let base = bytes.baseAddress,
          bytes[start + nameOffset..<start + size].contains(0)
        else { break }
        if !body((base + start + nameOffset).assumingMemoryBound(to: CChar.self)) { return false }
        start += size
      }
      return true
    }
  }

#endif
