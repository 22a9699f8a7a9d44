#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the system says of a file.
extension SystemCall {
  /// What fstat(2) or stat(2) says of a file.
  package struct FileStatus {
    /// The size in bytes.
    package let size: UInt64
    package let isDirectory: Bool
    package let isRegular: Bool
    /// How many names the file has; 0 when it has been removed.
    package let linkCount: UInt64
    /// What tells the file from all others.
    package let identity: FileIdentity

    init(_ status: stat) {
      let type = status.st_mode & S_IFMT
      size = UInt64(max(0, status.st_size))
      isDirectory = type == S_IFDIR
      isRegular = type == S_IFREG
      linkCount = UInt64(status.st_nlink)
      identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }
  }

  /// The device and the inode number of a file.
  package struct FileIdentity: Hashable, Sendable {
    package let device: UInt64
    package let number: UInt64

    package init(device: UInt64, number: UInt64) {
      self.device = device
      self.number = number
    }
  }

  /// fstat(2).
  package static func status(_ descriptor: Int32) throws(Errno) -> FileStatus {
    var status = stat()
    try check { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// stat(2). Not with the string as the argument, which would be copied: the heartbeat calls it.
  package static func status(path: String) throws(Errno) -> FileStatus {
    var status = stat()
    try check { path.withCString { stat($0, &status) } }
    return FileStatus(status)
  }
}
