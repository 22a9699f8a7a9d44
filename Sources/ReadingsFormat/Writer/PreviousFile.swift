/// The file that a recording was written to so far, when the next one takes its place.
package struct PreviousFile: Sendable {
  let identity: SystemCall.FileIdentity
  /// The path under which the file is to stay; `nil` if it need not, or stays there already.
  package let keptPath: String?
  /// Keeps others away from a file that nobody writes, until it is replaced.
  var existing: ExistingFile?

  init(identity: SystemCall.FileIdentity, keptPath: String?) {
    self.identity = identity
    self.keptPath = keptPath
  }

  /// Whether the name still stands for this file.
  func isStill(at path: String) -> Bool {
    (try? SystemCall.status(path: path).identity) == identity
  }

  /// Gives the file its other name, so that `path` may be taken.
  ///
  /// It has both names for a moment, so that there is no instant without a file at `path`. Only
  /// where the file system knows no second names there is one.
  func stepAside(from path: String) throws(Errno) {
    guard let keptPath else { return }
    do throws(Errno) {
      try SystemCall.link(path, to: keptPath)
    } catch  where error == .fileExists {
      throw error
    } catch {
      try Self.rename(path, to: keptPath)
    }
  }

  /// Gives a file another name, which must not be another one's.
  private static func rename(_ path: String, to keptPath: String) throws(Errno) {
    do throws(Errno) {
      return try SystemCall.renameExclusively(path, to: keptPath)
    } catch  where error == .fileExists {
      throw error
    } catch {
      // Some file systems can't do both at once.
      guard (try? SystemCall.status(path: keptPath)) == nil else { throw .fileExists }
      try SystemCall.rename(path, to: keptPath)
    }
  }
}

/// What can befall a file while it is being written.
package enum FileLoss: Sendable {
  /// Somebody cut it short.
  case truncated
  /// Somebody removed it.
  case removed
  /// Somebody gave it another name. It is as good as before.
  case renamed
  /// The disk did not take what had been claimed on it.
  case unwritable
  /// Somebody closed its descriptor, in this process. It is as good as before.
  case closed
}
