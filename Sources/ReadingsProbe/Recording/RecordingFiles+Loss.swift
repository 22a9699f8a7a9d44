import ReadingsFormat

/// What a recording does when something befalls its file.
extension RecordingFiles {
  /// Goes on in a new file where that is what an error asks for; throws it again where it is not.
  mutating func recover(from error: Errno, at now: Int64) throws(Errno) {
    let loss = writer?.loss
    if error == .fileTooLarge, options.rotation != nil, loss == nil { return try rotate(at: now) }
    guard let loss else { throw error }
    if loss == .closed, reopen() { return }
    lose(by: loss)
    try beginAgain(at: now)
  }

  /// Looks, once a second, whether the file is still there and not too old.
  mutating func look(at now: Int64) throws(Errno) {
    nextLook = now + Self.lookInterval
    if let loss = writer?.loss {
      if loss != .closed || !reopen() { lose(by: loss) }
    } else if writer?.hasLostName(series.path) == true {
      leaveRenamed(at: now)
    }
    guard now >= expiry, writer != nil else { return }
    do throws(Errno) {
      try rotate(at: now)
    } catch {
      // There is room in the file: it goes on, and the next look tries again.
      if writer == nil { throw error }
    }
  }

  /// Opens the file again under its name, whose descriptor somebody has closed; false where that can't be.
  mutating func reopen() -> Bool {
    guard var file = writer.take() else { return false }
    ForkWatch.forget(file)
    let failure: Errno?
    do throws(Errno) {
      try file.reopen(series.path)
      failure = nil
    } catch { failure = error }
    if failure == nil {
      ForkWatch.watch(file)
      housekeeper?.watch(file)
    }
    writer = consume file
    if failure == nil, !hasToldOfClosing {
      hasToldOfClosing = true
      RecordingReport.line(
        "somebody closed the recording's descriptor; the file was opened again", path: series.path)
    }
    return failure == nil
  }

  mutating func lose(by loss: FileLoss) {
    self.loss = loss
    // What is intact of it is put aside like a finished file.
    let isThere = loss == .truncated || loss == .unwritable || loss == .closed
    if isThere, SeriesPath.isRecording(series.path) {
      remains = writer?.previous(keptAt: keptPath)
    }
    // What is left of it would keep its lock, and the next file out.
    housekeeper?.watchNothing()
    if let lost = writer.take() { ForkWatch.forget(lost) }
    RecordingReport.loss(loss, path: series.path)
  }

  /// Goes on in a new file at the path, and closes the one that has another name now. Where there
  /// can be no new file the renamed one is as good.
  mutating func leaveRenamed(at now: Int64) {
    guard var renamed = writer.take() else { return }
    do throws(ReadingsError) {
      try begin(number + 1, after: nil, at: now)
    } catch {
      writer = consume renamed
      return
    }
    loss = .renamed
    RecordingReport.loss(.renamed, path: series.path)
    ForkWatch.forget(renamed)
    do throws(Errno) {
      try renamed.close()
    } catch { troubles.noteOpenEnd(error) }
  }
}
