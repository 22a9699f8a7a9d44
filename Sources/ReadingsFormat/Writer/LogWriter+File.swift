#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a recording has to know of its file beside the rows.
extension LogWriter {
  /// The file's descriptor, which the writer closes in the end.
  package var descriptor: Int32 { window.file.descriptor }
  /// What tells the file from all others.
  package var identity: SystemCall.FileIdentity { window.file.identity }

  /// What has befallen the file, if anything has.
  package var loss: FileLoss? {
    guard let status = try? SystemCall.status(descriptor), status.identity == identity else {
      return .closed
    }
    if status.size < window.end { return .truncated }
    if window.isLost { return .unwritable }
    return status.linkCount == 0 ? .removed : nil
  }

  /// Whether a name, which was this file's, stands for another file or for none.
  package func hasLostName(_ path: String) -> Bool {
    do throws(Errno) {
      return try SystemCall.status(path: path).identity != identity
    } catch {
      return error == .notFound
    }
  }

  /// Opens the file again, whose descriptor somebody has closed. Its rows, in the mapping, are all there.
  ///
  /// Throws if the path stands for another file by now, or if another recorder has taken it over.
  package mutating func reopen(_ path: String) throws(Errno) {
    let file = try HeldFile(path, O_RDWR | O_NONBLOCK)
    try window.resume(with: file)
  }

  /// Another number of the file, to have it written back by.
  package func duplicate() throws(Errno) -> HeldFile { try window.file.duplicate() }

  /// Returns once all that was written is on the disk. (fdatasync(2))
  package func synchronize() throws(Errno) {
    try window.file.check()
    try SystemCall.synchronizeData(descriptor)
  }

  /// This writer's file, as the one that the next file takes the place of.
  package func previous(keptAt path: String?) -> PreviousFile {
    PreviousFile(identity: identity, keptPath: path)
  }
}
