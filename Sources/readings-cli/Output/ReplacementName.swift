import Glibc
import ReadingsFormat

/// A name for a recording that takes its place in the file system when it is complete, and not before.
///
/// Until then the file has a temporary name in the same directory, and is removed if it is never
/// committed.
final class ReplacementName {
  /// Where the file is to be written.
  private let temporaryPath: String
  private let path: String
  private var isCommitted = false

  /// Chooses the temporary name.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate` if no file can be created there, or somebody
  ///   records into the one that is to be replaced.
  init(_ path: String) throws(ReadingsError) {
    self.path = path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    temporaryPath = "\(folder).readings-\(SystemCall.processID).tmp"
    do throws(ReadingsError) {
      try LogWriter.checkPath(path)
    } catch {
      throw ReadingsError(
        .cannotCreate, error.message, place: .init(path: path), errno: error.errno)
    }
  }

  deinit { if !isCommitted { try? SystemCall.unlink(temporaryPath) } }

  /// Calls `body` with the temporary name. What it throws of that is said of the final one.
  func named<Result>(
    _ body: (String) throws(ReadingsError) -> Result
  ) throws(ReadingsError) -> Result {
    do throws(ReadingsError) {
      return try body(temporaryPath)
    } catch {
      var error = error
      if error.place.path == temporaryPath { error.place.path = path }
      throw error
    }
  }

  /// Gives the file its name; one that was there is replaced, and passes on its permissions.
  ///
  /// - Throws: `ReadingsError` with code `cannotCreate`.
  func commit() throws(ReadingsError) {
    var status = stat()
    if stat(path, &status) == 0 { chmod(temporaryPath, status.st_mode & 0o777) }
    do throws(Errno) {
      try SystemCall.rename(temporaryPath, to: path)
      isCommitted = true
    } catch {
      throw ReadingsError(
        .cannotCreate, "cannot be created", place: .init(path: path), errno: error)
    }
  }
}
