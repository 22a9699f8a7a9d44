extension SeriesPath {
  /// The finished files of the recording that a current file belongs to, by number: those that it
  /// follows and that can be opened.
  ///
  /// A file whose header is damaged counts if it comes after one of the recording's.
  func finishedFiles(before current: LogReader) -> [String] {
    guard let id = current.header.recordingID, let names = try? finishedFiles() else { return [] }
    let number = current.header.fileNumber ?? .max
    let files = names.compactMap { name in
      FileHeader(path: name.path).map { (number: name.number, path: name.path, head: $0) }
    }
    return files.drop { $0.head.header?.recordingID != id }.filter { file in
      guard file.head.identity != current.identity else { return false }
      guard let header = file.head.header else { return file.number < number }
      return header.recordingID == id && (header.fileNumber ?? 0) < number
    }.map(\.path)
  }

  /// Waits for a moment if there is no file at the path, but finished ones are.
  ///
  /// On a file system without second names, a recorder has to take the name from one file before it
  /// can give it to the next.
  package func awaitCurrentFile() {
    for _ in 0..<100 {
      do throws(Errno) {
        _ = try SystemCall.status(path: path)
        return
      } catch {
        guard error == .notFound, let names = try? finishedFiles(), !names.isEmpty else { return }
      }
      SystemCall.sleep(nanoseconds: 1_000_000)
    }
  }
}
