/// The finished files that recorders of a path have left, as a recorder sees them.
extension SeriesPath {
  /// A finished file whose header has the number of its name: other files may have such a name, a live
  /// one of another recording among them.
  package struct OwnFile: Sendable {
    package let number: UInt32
    package let path: String
    /// Whether it ends in an index.
    package var isClosed: Bool { IndexedFile.isClosed(path) }

    /// Removes the file; nothing happens if somebody writes or reads it, or it has gone.
    package func remove() throws(Errno) { try ExistingFile(path: path)?.remove() }
  }

  /// Those that are there, by number.
  package func ownFiles() throws(Errno) -> [OwnFile] {
    try finishedFiles()
      .filter { FileHeader(path: $0.path)?.header?.fileNumber == $0.number }
      .map { OwnFile(number: $0.number, path: $0.path) }
  }

  /// The first number, from one on, that is in nobody's name.
  package func freeNumber(from first: UInt32) -> UInt32 {
    var number = max(first, 1)
    while number < .max, (try? SystemCall.status(path: finished(number))) != nil { number += 1 }
    return number
  }
}
