import Glibc

/// A file that is filled under a name of its own and then takes its final name, so that nobody
/// ever sees it half-made, and so that a file which others still read or write is never cut off.
struct LogBirth {
  let descriptor: Int32
  private let path: String
  private let temporaryPath: String

  /// Creates the temporary file beside `path` and locks it.
  init(path: String) throws(ReadingsError) {
    self.path = path
    temporaryPath = "\(path).\(SystemCall.processID)-\(SystemCall.monotonicNanoseconds)"
    try Self.refuseIfInUse(path)
    do throws(Errno) {
      descriptor = try SystemCall.open(temporaryPath, O_RDWR | O_CREAT | O_EXCL)
    } catch {
      throw ReadingsError(
        .cannotCreate, "the recording cannot be created", place: .init(path: path), errno: error)
    }
    // Some network filesystems know no locks; recording matters more than the courtesy.
    try? SystemCall.lock(descriptor, exclusively: true)
  }

  /// Claims the file's first `size` bytes and maps them; the window owns the descriptor then.
  func window(size: UInt64, journal: StoreJournal?) throws(ReadingsError) -> MappedWindow {
    do throws(Errno) {
      return try MappedWindow(descriptor, size: size, journal: journal)
    } catch {
      abandon()
      throw ReadingsError(
        .cannotCreate, "no space could be claimed for the recording", place: .init(path: path),
        errno: error)
    }
  }

  /// Gives the file its final name.
  func appear() throws(ReadingsError) {
    do throws(Errno) {
      try SystemCall.rename(temporaryPath, to: path)
    } catch {
      abandon()
      throw ReadingsError(
        .cannotCreate, "the recording cannot take its name", place: .init(path: path),
        errno: error)
    }
  }

  /// Removes the temporary file.
  func abandon() { try? SystemCall.unlink(temporaryPath) }

  private static func refuseIfInUse(_ path: String) throws(ReadingsError) {
    guard let existing = try? SystemCall.open(path, O_RDONLY | O_NONBLOCK) else { return }
    defer { SystemCall.close(existing) }
    do throws(Errno) {
      try SystemCall.lock(existing, exclusively: false)
    } catch  where error == .wouldBlock {
      throw ReadingsError(
        .fileInUse, "somebody records into this file; choose another name",
        place: .init(path: path), errno: nil)
    } catch {
      // No locks on this filesystem: nothing can be known.
      return
    }
  }
}
