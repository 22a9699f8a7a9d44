/// What an earlier recording has left at the path.
extension PreviousFile {
  /// The file that has the name already, if it is to stay: one that was interrupted, one that is no
  /// recording, or any.
  ///
  /// - Parameters:
  ///   - names: What the recording's files are called.
  ///   - next: The first number that nobody has had; behind this file's afterwards.
  ///   - keepsClosed: Whether one that was closed stays as well.
  /// - Throws: `file-in-use` if somebody records into it.
  package init?(
    leftAt names: SeriesPath, next: inout UInt32, keepsClosed: Bool
  ) throws(ReadingsError) {
    guard let existing = ExistingFile(path: names.path) else { return nil }
    try existing.lock()
    guard existing.status.size > 0, keepsClosed || !IndexedFile.isClosed(names.path) else {
      return nil
    }
    var keptPath: String?
    // A number that leaves no room for more is nobody's.
    let number = FileHeader(path: names.path)?.header?.fileNumber ?? 0
    let own = number <= .max / 2 ? number : 0
    // A recorder that was killed while it put its file aside leaves it with both names.
    if own > 0, existing.isStill(at: names.finished(own)) {
      next = max(next, own + 1)
    } else {
      let kept = names.freeNumber(from: max(next, own))
      keptPath = names.finished(kept)
      next = kept + 1
    }
    self.init(identity: existing.status.identity, keptPath: keptPath)
    self.existing = existing
  }
}
