import ReadingsFormat

/// The files of a recording, one after the other, as one place to append rows to.
///
/// Lives on the heartbeat thread. Appending allocates nothing unless it begins a new file.
struct RecordingFiles: ~Copyable {
  private let series: SeriesPath
  private let header: LogHeader
  private let options: Probe.Options
  private let housekeeper: Housekeeper?
  /// `nil` after the file was lost, until the next one has been begun.
  private var writer: LogWriter?
  /// The schema of the rows that are appended.
  private(set) var schema: Schema
  private var number: UInt32
  /// The number of the next row.
  private(set) var nextRow: UInt64 = 0
  private var lastTime: Int64 = .min
  private var nextLook: Int64
  private var maximumAge: Int64?
  private var expiry: Int64 = .max
  /// What is left of a file that was lost, until the next one takes its place.
  private var remains: PreviousFile?
  /// What befell the file, for an event in the one after it.
  private var loss: FileLoss?
  private var hasToldOfClosing = false

  /// How often to see whether the file is still what it was, in nanoseconds.
  private static let lookInterval: Int64 = 1_000_000_000

  /// Begins the recording's first file.
  static func begun(
    path: String, header: LogHeader, schema: Schema, options: Probe.Options, at now: Int64
  ) throws(ReadingsError) -> RecordingFiles {
    let series = SeriesPath(path)
    var number: UInt32 = 1
    var previous: PreviousFile?
    if options.rotation != nil {
      let newest = try newestFile(of: series)
      number = (newest?.number ?? 0) + 1
      previous = try PreviousFile(
        leftAt: path, keptAt: series.finished(number), unlessAt: newest?.path)
      if previous?.keptPath != nil { number += 1 }
    }
    let housekeeper = try housekeeper(series: series, options: options)
    var files = RecordingFiles(
      series, header, schema, options, housekeeper, number: number,
      nextLook: now + Self.lookInterval)
    do throws(ReadingsError) {
      try files.begin(number, after: previous, at: now)
    } catch {
      housekeeper?.stop()
      throw error
    }
    housekeeper?.prune()
    return files
  }

  /// The last finished file that is there. Its number leaves room for more than will ever follow.
  ///
  /// Throws `cannot-create` where that can't be told: a file would be put aside over another one.
  private static func newestFile(
    of series: SeriesPath
  ) throws(ReadingsError) -> (number: UInt32, path: String)? {
    do throws(Errno) {
      let newest = try series.finishedFiles().last
      guard let newest, newest.number > .max / 2 else { return newest }
      throw Errno.fileExists
    } catch {
      throw ReadingsError(
        .cannotCreate,
        error == .fileExists
          ? "a finished file has a number that leaves no room for more; move it to another folder"
          : "the folder of the finished files cannot be read",
        place: .init(path: series.path), errno: error)
    }
  }

  private init(
    _ series: SeriesPath, _ header: LogHeader, _ schema: Schema, _ options: Probe.Options,
    _ housekeeper: Housekeeper?, number: UInt32, nextLook: Int64
  ) {
    self.series = series
    self.header = header
    self.schema = schema
    self.options = options
    self.housekeeper = housekeeper
    self.number = number
    self.nextLook = nextLook
    maximumAge = options.rotation?.maximumAge?.nanoseconds
    writer = nil
  }

  private static func housekeeper(
    series: SeriesPath, options: Probe.Options
  ) throws(ReadingsError) -> Housekeeper? {
    guard options.rotation != nil || options.durability.interval != nil else { return nil }
    do throws(Errno) {
      return try Housekeeper(series: series, options: options)
    } catch {
      throw ReadingsError(
        .cannotStart, "the thread that looks after the files cannot start",
        place: .init(path: series.path), errno: error)
    }
  }

  /// Appends a row, in a new file if it is time for one.
  ///
  /// Throws why it can't be; the row may be tried again later.
  mutating func append(
    _ values: UnsafeMutableBufferPointer<UInt64>, label: UnsafeRawBufferPointer?, at now: Int64
  ) throws(Errno) {
    if now >= nextLook { try look(at: now) }
    if writer == nil { try beginAgain(at: now) }
    // Also from file to file, no row is earlier than the one before it.
    lastTime = max(lastTime, Int64(bitPattern: values[0]))
    values[0] = UInt64(bitPattern: lastTime)
    do throws(Errno) {
      try writer!.append(UnsafeBufferPointer(values), label: label)
    } catch {
      try recover(from: error, at: now)
      try writer!.append(UnsafeBufferPointer(values), label: label)
    }
    nextRow += 1
  }

  /// Goes on with other columns.
  mutating func change(to columns: [Column], at now: Int64) throws(Errno) {
    let next = Schema(columns: columns)
    if writer == nil { try beginAgain(at: now) }
    do throws(Errno) {
      try writer!.change(to: next)
      schema = next
    } catch {
      let before = schema
      schema = next
      do throws(Errno) {
        try recover(from: error, at: now)
      } catch {
        schema = before
        throw error
      }
    }
  }

  /// Closes the current file, which is as readable if that fails, and waits for the slow work.
  mutating func finish() throws(Errno) {
    defer { housekeeper?.stop() }
    if writer?.loss == .closed { _ = reopen() }
    guard var last = writer.take() else { return }
    defer { ForkWatch.forget(last) }
    try last.close()
  }

  /// Whether something befell the file before this one that nobody has been told of.
  @inline(__always) var hasNews: Bool { loss != nil }

  /// What befell the file before this one; told once.
  mutating func takeLoss() -> FileLoss? { loss.take() }

  /// Goes on in a new file where that is what an error asks for; throws it again where it is not.
  private mutating func recover(from error: Errno, at now: Int64) throws(Errno) {
    let loss = writer?.loss
    if error == .fileTooLarge, options.rotation != nil, loss == nil { return try rotate(at: now) }
    guard let loss else { throw error }
    if loss == .closed, reopen() { return }
    lose(by: loss)
    try beginAgain(at: now)
  }

  /// Looks, once a second, whether the file is still there and not too old.
  private mutating func look(at now: Int64) throws(Errno) {
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
  private mutating func reopen() -> Bool {
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

  private mutating func lose(by loss: FileLoss) {
    self.loss = loss
    // What is intact of it is put aside like a finished file.
    let isThere = loss == .truncated || loss == .unwritable || loss == .closed
    if isThere, SeriesPath.isRecording(series.path) {
      remains = writer?.previous(keptAt: series.finished(number))
    }
    // What is left of it would keep its lock, and the next file out.
    housekeeper?.watchNothing()
    if let lost = writer.take() { ForkWatch.forget(lost) }
    RecordingReport.loss(loss, path: series.path)
  }

  /// Goes on in a new file at the path, and closes the one that has another name now. Where there
  /// can be no new file the renamed one is as good.
  private mutating func leaveRenamed(at now: Int64) {
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
    try? renamed.close()
  }

  /// Puts the current file aside and goes on in a new one.
  private mutating func rotate(at now: Int64) throws(Errno) {
    let keeps = options.rotation?.keptFiles != 0
    let previous = writer?.previous(keptAt: keeps ? series.finished(number) : nil)
    guard let finished = writer.take() else { return }
    do throws(ReadingsError) {
      try begin(number + 1, after: previous, at: now)
    } catch {
      writer = consume finished
      throw error.errno ?? .wouldBlock
    }
    if keeps {
      housekeeper?.finish(FinishedLog(finished, path: series.finished(number - 1)))
    } else {
      ForkWatch.forget(finished)
    }
  }

  private mutating func beginAgain(at now: Int64) throws(Errno) {
    do throws(ReadingsError) {
      try begin(number + 1, after: remains, at: now)
      remains = nil
    } catch {
      throw error.errno ?? .wouldBlock
    }
  }

  /// Makes the recording's file of a number the current one. On failure nothing has changed.
  private mutating func begin(
    _ newNumber: UInt32, after previous: PreviousFile?, at now: Int64
  ) throws(ReadingsError) {
    var header = header
    header.fileNumber = newNumber
    header.firstRow = nextRow
    var writerOptions = LogWriter.Options()
    writerOptions.storage = options.storage
    if let rotation = options.rotation { writerOptions.maximumSize = UInt64(rotation.maximumSize) }
    let next = try LogWriter(
      path: series.path, header: header, schema: schema, options: writerOptions,
      after: previous)
    ForkWatch.watch(next)
    housekeeper?.watch(next)
    writer = consume next
    number = newNumber
    if let maximumAge { expiry = now + maximumAge }
  }
}
