import ReadingsFormat
import Synchronization

/// Turns the vitals and the metrics into rows. Lives on the heartbeat thread.
///
/// Recording a row allocates nothing, unless the metrics have changed since the last one or a new
/// file is begun.
struct Recorder: ~Copyable {
  private let core: ProbeCore
  private let format: RowFormat
  /// A copy of the core's, so that a beat counts no references.
  private let process: ProcessVitals?
  private var files: RecordingFiles
  private var collectors: VitalsCollectors
  private let allocatorRange: Range<Int>
  private var metrics = MetricReader([])
  /// The metrics that are read, and whether the file has their columns.
  private var generation = 0
  private var removals = 0
  private var changes = SchemaChangeBudget()
  private var isAdopted = true
  /// The memory of `words`.
  private var row: OwnedBytes
  /// The row that is being filled, of `columnCount` words.
  private var words: UnsafeMutablePointer<UInt64>
  private var columnCount: Int
  private var pause = RecordingPause()
  private var clocks = ClockWatch()
  private var nextReopening = Int64.min

  /// Begins the recording's file.
  init(_ core: ProbeCore, heartbeat: Duration) throws(ReadingsError) {
    self.core = core
    format = core.format
    process = core.vitals.process
    let snapshot = core.metrics.snapshot
    generation = snapshot.generation
    removals = snapshot.removals
    metrics = MetricReader(snapshot.metrics)
    let columns = format.columns + snapshot.metrics.map(\.column)
    files = try RecordingFiles.begun(
      path: core.path, header: core.header(heartbeatNanoseconds: UInt64(heartbeat.nanoseconds)),
      schema: Schema(columns: columns), options: core.options, troubles: core.troubles,
      at: SystemCall.monotonicNanoseconds)
    columnCount = columns.count
    row = OwnedBytes(count: 8 * columns.count)
    words = row.words()
    // Only now that nothing can fail any more: a start that failed may be tried again.
    collectors = core.takeCollectors()
    assert(collectors.count <= format.groups.count)
    allocatorRange = collectors.range(of: .allocator)
    // An event may come before the first beat.
    core.adopt(removals)
    _ = fillRow(at: SystemCall.monotonicNanoseconds)
    core.troubles.note(missing: core.missing)
  }

  /// How many rows have been recorded, in all files.
  var rowCount: UInt64 { files.nextRow }

  /// Records a beat: the vitals of this moment.
  mutating func beat(at now: Int64) {
    guard readyRow(at: now), append(label: nil, at: now) else { return }
    if files.hasNews || pause.hasNews || core.troubles.hasNews { tellNews() }
    if clocks.isDue(at: now), let change = clocks.change() { event(change) }
  }

  /// Records an event of the heartbeat's own.
  mutating func event(_ label: String) {
    var label = label
    let now = SystemCall.monotonicNanoseconds
    guard readyRow(at: now) else { return }
    label.withUTF8 { text in
      _ = append(label: UnsafeRawBufferPointer(text), at: now)
    }
  }

  /// Records the events that wait in the ring; they go on waiting while rows can't be written.
  mutating func drainEvents() {
    guard core.events.hasEvents else { return }
    let now = SystemCall.monotonicNanoseconds
    adoptMetrics(at: now)
    guard canRecord(at: now) else { return }
    // At most one ring full: a thread that publishes without end must not keep us here.
    for _ in 0..<EventRing.capacity {
      let isRecorded = core.events.take { time, vitals, label in
        // An event waits for the new columns where the metrics have just changed.
        fillRow(at: time, vitals: vitals) && append(label: label, at: now)
      }
      if !isRecorded { break }
    }
    core.progress.announce()
  }

  /// Reads the metrics that are registered now, and those alone.
  mutating func adoptMetrics(at now: Int64) {
    if core.metrics.generation.load(ordering: .acquiring) != generation, mayChange(at: now) {
      let snapshot = core.metrics.snapshot
      metrics = MetricReader(snapshot.metrics)
      generation = snapshot.generation
      removals = snapshot.removals
      isAdopted = false
      core.adopt(removals)
    }
    if !isAdopted, !pause.lasts(at: now) { changeColumns(at: now) }
  }

  /// Whether the columns may change now. New ones wait where they come in numbers; what was removed must
  /// go at once, as nothing can be read until it has.
  private mutating func mayChange(at now: Int64) -> Bool {
    let isRemoval = core.metrics.removals.load(ordering: .acquiring) != removals
    return changes.allowsChange(ofColumns: columnCount, at: now) || isRemoval
  }

  /// Closes the file; it is readable even if that fails.
  mutating func finish() {
    do throws(Errno) {
      try files.finish()
    } catch {
      core.troubles.noteOpenEnd(error)
    }
  }

  /// Whether rows can be written now, as far as that is known.
  @inline(__always) private func canRecord(at now: Int64) -> Bool {
    isAdopted && !pause.lasts(at: now)
  }

  private mutating func changeColumns(at now: Int64) {
    let columns = format.columns + metrics.columns
    do throws(Errno) {
      try files.change(to: columns, at: now)
      columnCount = columns.count
      let next = OwnedBytes(count: 8 * columnCount)
      // An event may come before the next beat: it repeats the vitals of the last one.
      next.words().update(from: words, count: format.metrics)
      row = next
      words = row.words()
      let row = words + format.metrics
      _ = core.touchMetrics(after: removals) { metrics.callFunctions(into: row) }
      isAdopted = true
    } catch {
      pause.begin(at: now, path: core.path, because: error)
    }
  }

  /// Makes the row of a beat ready; false if nothing can be recorded now.
  @inline(__always)
  private mutating func readyRow(at time: Int64) -> Bool {
    // Once more where the metrics change at this very moment; after that the next beat is soon enough.
    for _ in 0..<2 {
      adoptMetrics(at: time)
      guard canRecord(at: time) else { return false }
      if fillRow(at: time) { return true }
    }
    return false
  }

  /// Reads everything into the row; false, with the metrics of the row before, if these are out of date.
  @inline(__always)
  private mutating func fillRow(at time: Int64) -> Bool {
    readProcess(at: time)
    collectors.collect(into: words + format.groups.lowerBound, at: time)
    return fillRest(at: time, callingFunctions: true)
  }

  /// Reads the process's vitals. Once a second at most, where the sizes of memory can't be read, their
  /// file is opened again.
  @inline(__always)
  private mutating func readProcess(at time: Int64) {
    guard let process else { return }
    let row = words + format.process.lowerBound
    if process.read(into: row) { return }
    guard time >= nextReopening else { return }
    nextReopening = time + 1_000_000_000
    process.reopenMemory()
    process.read(into: row)
  }

  /// The row of an event, with the vitals that its thread has read; false as above.
  private mutating func fillRow(at time: Int64, vitals: UnsafePointer<UInt64>) -> Bool {
    process?.merge(vitals, into: words + format.process.lowerBound)
    if !allocatorRange.isEmpty {
      collectors.adopt(vitals + core.vitals.allocatorStart, in: allocatorRange)
      collectors.writeLast(into: words + format.groups.lowerBound)
    }
    return fillRest(at: time, callingFunctions: false)
  }

  @inline(__always)
  private func fillRest(at time: Int64, callingFunctions: Bool) -> Bool {
    words[0] = UInt64(
      bitPattern: max(0, (time - core.originNanoseconds) / RowFormat.clockUnit))
    words[format.dropped] = core.events.dropped
    let row = words + format.metrics
    return core.touchMetrics(after: removals) {
      if callingFunctions { metrics.callFunctions(into: row) }
      metrics.readStored(into: row)
    }
  }

  /// Appends the row that has been filled; false if that is not possible now.
  @inline(__always)
  private mutating func append(label: UnsafeRawBufferPointer?, at now: Int64) -> Bool {
    let values = UnsafeMutableBufferPointer(start: words, count: columnCount)
    do throws(Errno) {
      try files.append(values, label: label, at: now)
      pause.end()
      return true
    } catch {
      pause.begin(at: now, path: core.path, because: error)
      return false
    }
  }

  /// Puts what happened to the recording itself into it.
  private mutating func tellNews() {
    if let loss = files.takeLoss() { event("recording goes on in a new file: \(loss.sentence)") }
    for news in core.troubles.takeNews() { event(news) }
    if let reason = pause.takeReason() { event("recording resumes after a pause: \(reason)") }
  }
}
