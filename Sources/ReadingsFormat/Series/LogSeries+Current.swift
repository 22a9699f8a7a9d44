extension LogSeries {
  /// How often to start over when a recorder goes on in a new file meanwhile.
  private static let attempts = 100

  /// Opens the recording whose current file is at `path`: together with the finished files beside it,
  /// if it has any, or that file alone.
  ///
  /// A recorder may put files aside, and remove the oldest, at the same time. Throws what `LogReader`
  /// throws.
  public static func open(_ path: String) throws(ReadingsError) -> any Recording {
    let names = SeriesPath(path)
    var awake = AwakeFiles(limit: openFiles)
    var finished: [String: SeriesFile] = [:]
    for _ in 0..<attempts {
      names.awaitCurrentFile()
      // Not among the files that may rest: it must keep its identity, and be found again.
      let current = try SeriesFile(path: path)
      guard let id = current.reader.header.recordingID else { return current.reader }
      let found = names.finishedFiles(of: id, besides: current.identity)
      for path in found where finished[path] == nil {
        guard let file = try SeriesFile(vanishing: path) else { continue }
        awake.use(file.reader)
        finished[path] = file
      }
      // If it has been put aside meanwhile, it has more rows now, and another one follows it.
      guard current.reader.file.hasItsName else { continue }
      let files = found.compactMap { finished[$0] }
      return files.isEmpty ? current.reader : try LogSeries(files + [current], awake: awake)
    }
    throw tooFast(path)
  }

  /// The files of the recording whose current file is at `path`, that one last.
  ///
  /// Throws `no-input` or `not-a-recording` if there is no recording at `path`.
  public static func files(beside path: String) throws(ReadingsError) -> [String] {
    let names = SeriesPath(path)
    for _ in 0..<attempts {
      names.awaitCurrentFile()
      let current = try LogReader(path: path)
      guard let id = current.header.recordingID else { return [path] }
      let finished = names.finishedFiles(of: id, besides: current.file.identity)
      if current.file.hasItsName { return finished + [path] }
    }
    throw tooFast(path)
  }

  private static func tooFast(_ path: String) -> ReadingsError {
    ReadingsError(
      .inputOutput, "the recording goes on in new files too fast to be read",
      place: .init(path: path))
  }
}

extension SeriesFile {
  /// Opens a file that may be removed at any time; `nil` if it has been, or is none any more.
  fileprivate init?(vanishing path: String) throws(ReadingsError) {
    do throws(ReadingsError) {
      try self.init(path: path)
    } catch {
      if error.code == .noInput || error.code == .notARecording { return nil }
      throw error
    }
  }
}
