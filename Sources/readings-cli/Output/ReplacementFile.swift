import Glibc
import ReadingsFormat

/// A file that takes its place in the file system when it is complete, and not before.
///
/// Until then it has no name, where the file system knows such files, so that nothing is left
/// behind even if the process is killed; elsewhere it has a temporary name in the same directory,
/// and is removed if it is never committed.
final class ReplacementFile {
  /// Where the file's contents go.
  let descriptor: Descriptor
  private let path: String
  private let number: Int32
  /// The name that is to be removed in the end, if there is one.
  private var temporaryPath: String?

  /// Creates the file.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate`.
  init(_ path: String) throws(ReadingsError) {
    self.path = path
    do throws(Errno) {
      if let number = Self.openNameless(beside: path) {
        self.number = number
      } else {
        (number, temporaryPath) = try Self.withUnusedName(beside: path) { name throws(Errno) in
          try SystemCall.open(name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
        }
      }
    } catch {
      throw ReadingsError(
        .cannotCreate, "cannot be created", place: .init(path: path), errno: error)
    }
    descriptor = Descriptor(number, name: path)
    // The file that is replaced passes on its permissions.
    var status = stat()
    if stat(path, &status) == 0 { fchmod(number, status.st_mode & 0o777) }
  }

  deinit {
    SystemCall.close(number)
    if let temporaryPath { try? SystemCall.unlink(temporaryPath) }
  }

  /// Puts the file in its place; one that was there is replaced.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate`.
  func commit() throws(ReadingsError) {
    do throws(Errno) {
      // A link can't replace a file, so that a nameless file needs a name for a moment too.
      if temporaryPath == nil {
        let number = number
        (_, temporaryPath) = try Self.withUnusedName(beside: path) { name throws(Errno) in
          guard
            linkat(AT_FDCWD, "/proc/self/fd/\(number)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
          else { throw .current }
          return 0
        }
      }
      if let name = temporaryPath { try SystemCall.rename(name, to: path) }
      temporaryPath = nil
    } catch {
      throw ReadingsError(
        .cannotCreate, "cannot be created", place: .init(path: path), errno: error)
    }
  }

  /// The directory that a path's last component is in, with a slash at the end.
  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  /// A file without a name, or `nil` where there can be none.
  private static func openNameless(beside path: String) -> Int32? {
    // O_TMPFILE, a macro that Swift does not see.
    let nameless = 0o20_000_000 | O_DIRECTORY
    // Without /proc, the file could not be given a name later.
    guard access("/proc/self/fd", X_OK) == 0 else { return nil }
    return try? SystemCall.open(directory(of: path), O_WRONLY | nameless, mode: 0o666)
  }

  /// Calls `body` with names until one is not taken, and returns that.
  private static func withUnusedName(
    beside path: String, _ body: (String) throws(Errno) -> Int32
  ) throws(Errno) -> (Int32, String) {
    var attempt = 0
    while true {
      let name = "\(directory(of: path)).readings-\(SystemCall.processID)-\(attempt).tmp"
      do throws(Errno) {
        return (try body(name), name)
      } catch {
        guard error == .fileExists, attempt < 100 else { throw error }
        attempt += 1
      }
    }
  }
}
