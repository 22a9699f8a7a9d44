#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that has the name which a new recording wants.
final class ExistingFile: Sendable {
  private let path: String
  private let descriptor: Int32
  let status: SystemCall.FileStatus

  /// Opens the file; `nil` if there is none that can be opened.
  init?(path: String) {
    guard let descriptor = try? SystemCall.open(path, O_RDONLY | O_NONBLOCK) else { return nil }
    guard let status = try? SystemCall.status(descriptor) else {
      SystemCall.close(descriptor)
      return nil
    }
    self.path = path
    self.descriptor = descriptor
    self.status = status
  }

  deinit { SystemCall.close(descriptor) }

  /// Whether the name still stands for this file.
  func isStill(at path: String) -> Bool {
    (try? SystemCall.status(path: path).identity) == status.identity
  }

  /// Locks the file for as long as this lives.
  ///
  /// Throws `file-in-use` if a recorder has it, and `cannot-create` if it is no file that may be
  /// replaced.
  func lock() throws(ReadingsError) {
    guard status.isRegular else {
      throw ReadingsError(
        .cannotCreate, "a \(status.isDirectory ? "directory" : "device or pipe") has this name",
        place: .init(path: path))
    }
    // A reader holds a shared lock for a moment, to see whether somebody writes.
    for _ in 0..<50 {
      do throws(Errno) {
        return try SystemCall.lock(descriptor, exclusively: true)
      } catch  where error == .wouldBlock {
        guard (try? SystemCall.lock(descriptor, exclusively: false)) != nil else { break }
        SystemCall.unlock(descriptor)
        SystemCall.sleep(nanoseconds: 1_000_000)
      } catch {
        // No locks on this file system: nothing can be known.
        return
      }
    }
    throw ReadingsError(
      .fileInUse, "somebody records into this file; choose another name", place: .init(path: path))
  }
}
