#if os(Linux)

  import CReadingsSystem
  import Glibc

  /// What the vitals take from /proc and its like.
  extension SystemCall {
    /// open(2) for reading, with a path that is a C string: it allocates nothing.
    package static func openForReading(_ path: UnsafePointer<CChar>) throws(Errno) -> Int32 {
      while true {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if descriptor != -1 { return descriptor }
        if Errno.current != .interrupted { throw .current }
      }
    }

    /// The number of links and the size that fstat(2) gives. In /proc they count other things.
    package static func counts(
      of descriptor: Int32
    ) throws(Errno) -> (links: UInt64, size: UInt64) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .current }
      return (UInt64(status.st_nlink), UInt64(max(0, status.st_size)))
    }

    /// lseek(2) of a folder to its first entry.
    package static func rewindFolder(_ descriptor: Int32) throws(Errno) {
      guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .current }
    }

    /// getdents64(2): the next entries of a folder, and how many bytes they take; 0 at its end.
    package static func readFolder(
      _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
    ) throws(Errno) -> Int {
      let count = creadings_read_folder(descriptor, buffer.baseAddress, buffer.count)
      guard count >= 0 else { throw .current }
      return count
    }
  }

#endif
