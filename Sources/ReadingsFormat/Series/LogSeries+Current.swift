extension LogSeries {
  /// Opens the recording whose current file is at `path`: together with the finished files beside it,
  /// if it has any, or that file alone.
  ///
  /// A recorder may put files aside, and remove the oldest, at the same time: the recording is read as
  /// it was when the current file was opened. Throws what `LogReader` throws.
  public static func open(
    _ path: String, access: LogReader.Access = .complete
  ) throws(ReadingsError) -> any Recording {
    let names = SeriesPath(path)
    names.awaitCurrentFile()
    let current = try SeriesFile(path: path, access: access)
    // All files before it have been put aside by now. If it is put aside itself, its rows stay where
    // they are; it is never closed and opened again, so that it need not be found again.
    var awake = OpenFilePool(limit: openFiles)
    var files: [SeriesFile] = []
    for path in names.finishedFiles(before: current.reader) {
      if let file = try SeriesFile(vanishing: path, access: access) {
        awake.use(file.reader)
        files.append(file)
      } else {
        // The oldest go first.
        files.removeAll { !$0.reader.hasItsName }
      }
    }
    return files.isEmpty ? current.reader : try LogSeries(files + [current], awake: awake)
  }

  /// The files of the recording whose current file is at `path`, that one last.
  ///
  /// Throws `no-input` or `not-a-recording` if there is no recording at `path`, and `input-output` if
  /// it goes on in new files too fast to be followed.
  public static func files(beside path: String) throws(ReadingsError) -> [String] {
    let names = SeriesPath(path)
    for _ in 0..<100 {
      names.awaitCurrentFile()
      let current = try LogReader(path: path)
      let finished = names.finishedFiles(before: current)
      if current.hasItsName { return finished + [path] }
    }
    throw ReadingsError(
      .inputOutput, "the recording goes on in new files too fast", place: .init(path: path))
  }
}

extension SeriesFile {
  /// Opens a file that may be removed at any time; `nil` if it has been, or is none any more.
  fileprivate init?(vanishing path: String, access: LogReader.Access) throws(ReadingsError) {
    do throws(ReadingsError) {
      try self.init(path: path, access: access)
    } catch {
      if error.code == .noInput || error.code == .notARecording { return nil }
      throw error
    }
  }
}
