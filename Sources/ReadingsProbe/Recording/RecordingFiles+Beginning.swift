import ReadingsFormat

/// How a recording begins where there may be files of earlier ones.
extension RecordingFiles {
  /// How many files that were interrupted stay beside a recording without a rotation.
  private static let keptInterrupted = 3

  /// Begins the recording's first file.
  ///
  /// What is there is put aside as a finished file. Only a recording that was closed, or an empty file,
  /// is replaced, and that only without a rotation.
  static func begun(
    path: String, header: LogHeader, schema: Schema, options: Probe.Options,
    troubles: RecordingTroubles, at now: Int64
  ) throws(ReadingsError) -> RecordingFiles {
    let series = SeriesPath(path)
    let rotates = options.rotation != nil
    var number = try newestNumber(of: series, mustKnow: rotates) + 1
    let previous = try PreviousFile(leftAt: series, next: &number, keepsClosed: rotates)
    let housekeeper = try housekeeper(series: series, options: options, troubles)
    var files = RecordingFiles(
      series, header, schema, options, housekeeper, troubles, nextLook: now + Self.lookInterval)
    do throws(ReadingsError) {
      try files.begin(series.freeNumber(from: number), after: previous, at: now)
    } catch {
      housekeeper?.stop()
      throw error
    }
    if rotates { housekeeper?.prune() } else if previous != nil { files.pruneInterrupted() }
    return files
  }

  /// The number of the last finished file that is there; 0 if there is none. It leaves room for more
  /// than will ever follow.
  ///
  /// Throws `cannot-create` where that can't be told, and has to be.
  private static func newestNumber(
    of series: SeriesPath, mustKnow: Bool
  ) throws(ReadingsError) -> UInt32 {
    do throws(Errno) {
      let newest = try series.ownFiles().last?.number ?? 0
      guard newest > .max / 2 else { return newest }
      throw Errno.fileExists
    } catch {
      guard mustKnow || error == .fileExists else { return 0 }
      throw ReadingsError(
        .cannotCreate,
        error == .fileExists
          ? "a finished file has a number that leaves no room for more; move it to another folder"
          : "the folder of the finished files cannot be read",
        place: .init(path: series.path), errno: error)
    }
  }

  /// Removes what crashes have left, but for the newest. Closed files are somebody's: a recording with a
  /// rotation may have left them.
  private func pruneInterrupted() {
    do throws(Errno) {
      let interrupted = try series.ownFiles().filter { !$0.isClosed }
      for file in interrupted.dropLast(Self.keptInterrupted) { try file.remove() }
    } catch { troubles.note(removal: error) }
  }

  private static func housekeeper(
    series: SeriesPath, options: Probe.Options, _ troubles: RecordingTroubles
  ) throws(ReadingsError) -> Housekeeper? {
    guard options.rotation != nil || options.durability.interval != nil else { return nil }
    do throws(Errno) {
      return try Housekeeper(series: series, options: options, troubles: troubles)
    } catch {
      throw ReadingsError(
        .cannotStart, "the thread that looks after the files cannot start",
        place: .init(path: series.path), errno: error)
    }
  }
}
