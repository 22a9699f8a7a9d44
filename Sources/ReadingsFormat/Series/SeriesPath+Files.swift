extension SeriesPath {
  /// The finished files of a recording that can be opened, by number.
  ///
  /// A file whose header is damaged counts if it stands between two of the recording's.
  func finishedFiles(
    of id: RecordingID, besides current: SystemCall.FileIdentity
  ) -> [String] {
    guard let names = try? finishedFiles() else { return [] }
    let heads = names.compactMap { SeriesHead(path: $0.path) }.filter { $0.identity != current }
    guard let first = heads.firstIndex(where: { $0.header?.recordingID == id }) else { return [] }
    return heads[first...].filter { $0.header == nil || $0.header?.recordingID == id }.map(\.path)
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
