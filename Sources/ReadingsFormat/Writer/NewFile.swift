#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is filled under a name of its own and then takes its final name, so that nobody
/// ever sees it half-made, and so that a file which others still read or write is never cut off.
struct NewFile: ~Copyable {
  private var file: HeldFile?
  private let path: String
  private let temporaryPath: String

  /// Creates the temporary file beside `path` and locks it.
  ///
  /// - Parameter previous: The file that is there already, if it is the caller's own.
  init(path: String, after previous: PreviousFile? = nil) throws(ReadingsError) {
    self.path = path
    if previous?.isStill(at: path) != true, let existing = ExistingFile(path: path) {
      try existing.lock()
    }
    var name = ""
    do throws(Errno) {
      file = try HeldFile(Self.temporaryFile(beside: path, &name))
    } catch {
      throw ReadingsError(
        .cannotCreate, "the recording cannot be created", place: .init(path: path), errno: error)
    }
    temporaryPath = name
    // Some network filesystems know no locks; recording matters more than the courtesy.
    try? file?.lock()
  }

  /// A file of a name that nobody has. It is short, as the recording's may be as long as names can be.
  private static func temporaryFile(
    beside path: String, _ name: inout String
  ) throws(Errno) -> Int32 {
    let folder = path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)]
    for _ in 0..<100 {
      name = "\(folder).readings-\(SystemCall.processID)-\(SystemCall.monotonicNanoseconds)"
      do throws(Errno) {
        return try SystemCall.open(name, O_RDWR | O_CREAT | O_EXCL)
      } catch  where error == .fileExists {
        // Another thread has looked at the clock at the same moment.
        continue
      }
    }
    throw .fileExists
  }

  /// Claims the file's first `size` bytes; the window holds the file then.
  mutating func window(
    size: UInt64, storage: LogWriter.Storage, journal: StoreJournal?
  ) throws(ReadingsError) -> FileWindow {
    do throws(Errno) {
      guard let file = file.take() else { throw .badDescriptor }
      return try FileWindow(file, size: size, storage: storage, journal: journal)
    } catch {
      throw failed("no space could be claimed for the recording", errno: error)
    }
  }

  /// Gives the file its final name.
  ///
  /// Of any number of processes that do this at once, one succeeds: a file that is there is locked
  /// before it is replaced, and where there is none link(2) refuses to replace one.
  func appear(after previous: PreviousFile? = nil) throws(ReadingsError) {
    do throws(Errno) {
      if let previous, previous.isStill(at: path) {
        try previous.stepAside(from: path)
        return try SystemCall.rename(temporaryPath, to: path)
      }
    } catch {
      throw failed("the recording cannot take its name", errno: error)
    }
    for _ in 0..<100 {
      if try appearOnce() { return }
    }
    throw failed("the recording cannot take its name", errno: .wouldBlock)
  }

  /// Tries to take the name; false when somebody was faster and all has to be looked at again.
  private func appearOnce() throws(ReadingsError) -> Bool {
    guard let existing = ExistingFile(path: path) else { return try appearAsFirst() }
    do throws(ReadingsError) {
      try existing.lock()
    } catch {
      abandon()
      throw error
    }
    // Between opening and locking it, the file may have been replaced by another starter's.
    guard existing.isStill(at: path) else { return false }
    do throws(Errno) {
      try SystemCall.rename(temporaryPath, to: path)
      return true
    } catch {
      throw failed("the recording cannot take its name", errno: error)
    }
  }

  private func appearAsFirst() throws(ReadingsError) -> Bool {
    do throws(Errno) {
      try SystemCall.link(temporaryPath, to: path)
      abandon()
      return true
    } catch {
      if error == .fileExists { return false }
      // Some file systems know no second names. Two starters in the same instant both succeed there.
      do throws(Errno) {
        try SystemCall.rename(temporaryPath, to: path)
        return true
      } catch {
        throw failed("the recording cannot take its name", errno: error)
      }
    }
  }

  /// Removes the temporary file, and says what went wrong.
  func failed(_ message: String, errno: Errno) -> ReadingsError {
    abandon()
    return ReadingsError(.cannotCreate, message, place: .init(path: path), errno: errno)
  }

  /// Removes the temporary file.
  func abandon() { try? SystemCall.unlink(temporaryPath) }
}
