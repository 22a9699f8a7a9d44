import ReadingsFormat

/// The files of a recording, one after the other, as one place to append rows to.
///
/// Lives on the heartbeat thread. Appending allocates nothing unless it begins a new file.
struct RecordingFiles: ~Copyable {
  let series: SeriesPath
  let header: LogHeader
  let options: Probe.Options
  let housekeeper: Housekeeper?
  let troubles: RecordingTroubles
  /// `nil` after the file was lost, until the next one has been begun.
  var writer: LogWriter?
  /// The schema of the rows that are appended.
  var schema: Schema
  /// The current file's number, or that of the last one.
  var number: UInt32 = 0
  /// The number of the next row.
  var nextRow: UInt64 = 0
  var lastTime: Int64 = .min
  var nextLook: Int64
  var maximumAge: Int64?
  var expiry: Int64 = .max
  /// What is left of a file that was lost, until the next one takes its place.
  var remains: PreviousFile?
  /// What befell the file, for an event in the one after it.
  var loss: FileLoss?
  var hasToldOfClosing = false

  /// How often a row is tried, at most.
  private static let attempts = 4

  /// How often to see whether the file is still what it was, in nanoseconds.
  static let lookInterval: Int64 = 1_000_000_000

  init(
    _ series: SeriesPath, _ header: LogHeader, _ schema: Schema, _ options: Probe.Options,
    _ housekeeper: Housekeeper?, _ troubles: RecordingTroubles, nextLook: Int64
  ) {
    self.series = series
    self.header = header
    self.schema = schema
    self.options = options
    self.housekeeper = housekeeper
    self.troubles = troubles
    self.nextLook = nextLook
    maximumAge = options.rotation?.maximumAge?.nanoseconds
    writer = nil
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
    // What has been mended may break again at once, as in a program that closes every number.
    for attempt in 1...Self.attempts {
      do throws(Errno) {
        try writer!.append(UnsafeBufferPointer(values), label: label)
        break
      } catch {
        guard attempt < Self.attempts else { throw error }
        try recover(from: error, at: now)
      }
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

  /// Puts the current file aside and goes on in a new one.
  mutating func rotate(at now: Int64) throws(Errno) {
    let keeps = options.rotation?.keptFiles != 0
    let previous = writer?.previous(keptAt: keeps ? keptPath : nil)
    guard let finished = writer.take() else { return }
    do throws(ReadingsError) {
      try begin(number + 1, after: previous, at: now)
    } catch {
      writer = consume finished
      throw error.errno ?? .wouldBlock
    }
    if let path = previous?.keptPath {
      housekeeper?.finish(FinishedLog(finished, path: path))
    } else {
      ForkWatch.forget(finished)
    }
  }

  /// The name that the current file gets when another one takes its place.
  var keptPath: String { series.finished(series.freeNumber(from: number)) }

  mutating func beginAgain(at now: Int64) throws(Errno) {
    do throws(ReadingsError) {
      try begin(number + 1, after: remains, at: now)
      remains = nil
    } catch {
      throw error.errno ?? .wouldBlock
    }
  }

  /// Makes the recording's file of a number the current one. On failure nothing has changed.
  mutating func begin(
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
