#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that has the name which a new recording wants.
final class ExistingFile: Sendable {
  private let path: String
  private let file: Guarded<HeldFile>
  private let descriptor: Int32
  let status: SystemCall.FileStatus

  /// Opens the file; `nil` if there is none that can be opened.
  init?(path: String) {
    do throws(Errno) {
      let file = try HeldFile(path, O_RDONLY | O_NONBLOCK)
      status = try SystemCall.status(file.descriptor)
      descriptor = file.descriptor
      self.file = Guarded(file)
    } catch { return nil }
    self.path = path
  }

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
        return try lockOnce()
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

  private func lockOnce() throws(Errno) {
    let failure: Errno? = file.withLock { file in
      do throws(Errno) {
        try file.lock()
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Removes the file, unless somebody has it locked, or its name stands for another one by now.
  func remove() throws(Errno) {
    do throws(Errno) {
      try lockOnce()
    } catch  where error == .wouldBlock {
      return
    } catch {
      // No locks on this file system: nothing can be known.
    }
    if isStill(at: path) { try SystemCall.unlink(path) }
  }
}
