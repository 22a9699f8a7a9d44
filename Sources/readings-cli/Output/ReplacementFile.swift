import Glibc
import ReadingsFormat

/// A file that takes its place in the file system when it is complete, and not before.
///
/// It is written under another name in the same directory and then renamed, so that nobody sees
/// half of it. If it is never committed, it goes without a trace.
final class ReplacementFile {
  /// Where the file's contents go.
  let descriptor: Descriptor
  private let path: String
  private let temporaryPath: String
  private let number: Int32
  private var isCommitted = false

  /// Creates the file under a temporary name.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate`.
  init(_ path: String) throws(ReadingsError) {
    let directory = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    var attempt = 0
    while true {
      let candidate = "\(directory).readings-\(getpid())-\(attempt).tmp"
      let number = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if number >= 0 {
        self.path = path
        self.number = number
        temporaryPath = candidate
        descriptor = Descriptor(number, name: path)
        break
      }
      guard errno == EEXIST, attempt < 100 else {
        throw ReadingsError(
          .cannotCreate, "cannot be created", place: .init(path: path), errno: .current)
      }
      attempt += 1
    }
    takeOverPermissions()
  }

  deinit {
    close(number)
    if !isCommitted { unlink(temporaryPath) }
  }

  /// Puts the file in its place; one that was there is replaced.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate`.
  func commit() throws(ReadingsError) {
    guard rename(temporaryPath, path) == 0 else {
      throw ReadingsError(
        .cannotCreate, "cannot be created", place: .init(path: path), errno: .current)
    }
    isCommitted = true
  }

  /// Gives the file the permissions of the one that it replaces.
  private func takeOverPermissions() {
    var status = stat()
    if stat(path, &status) == 0 { fchmod(number, status.st_mode & 0o777) }
  }
}
