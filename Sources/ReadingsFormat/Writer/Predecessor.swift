/// The file that a recording was written to so far, when the next one takes its place.
package struct Predecessor: Sendable {
  let identity: SystemCall.FileIdentity
  /// The path under which the file stays; `nil` if it need not.
  let keptPath: String?

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
    } catch {
      try SystemCall.rename(path, to: keptPath)
    }
  }
}

extension LogWriter {
  /// This writer's file, as the one that the next file takes the place of.
  package func predecessor(keptAt path: String?) throws(Errno) -> Predecessor {
    Predecessor(identity: try SystemCall.status(window.descriptor).identity, keptPath: path)
  }
}
