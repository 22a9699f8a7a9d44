import ReadingsFormat
import Synchronization

/// Turns the vitals and the metrics into rows. Lives on the heartbeat thread.
///
/// Recording a row allocates nothing, unless the metrics have changed since the last one.
struct Recorder: ~Copyable {
  private let core: ProbeCore
  private var writer: LogWriter
  private var row: OwnedBytes
  private var columnCount: Int
  private var cells: [MetricCell]
  private var generation: Int
  private var pause = RecordingPause()

  /// The rows' first columns: time, vitals, and the events that found the ring full.
  private static let fixedCount = ProcessVitals.count + 2

  /// The unit of time in nanoseconds: what is finer is wake-up jitter.
  static let clockUnit: Int64 = 100

  /// The columns of a recording with these metrics.
  static func columns(for cells: [MetricCell]) -> [Column] {
    let time = Column(
      "time", unit: .seconds, kind: .time, scale: Scale(exponent: -7), meaning: .time)
    let dropped = Column("probe_dropped_events", kind: .counter, meaning: .droppedEvents)
    return [time] + ProcessVitals.columns + [dropped] + cells.map(\.column)
  }

  init(_ core: ProbeCore, heartbeat: Duration) throws(ReadingsError) {
    self.core = core
    generation = core.metrics.generation.load(ordering: .acquiring)
    cells = core.metrics.all
    let schema = Schema(id: 1, columns: Self.columns(for: cells))
    writer = try LogWriter(
      path: core.path, header: core.header(heartbeatNanoseconds: UInt64(heartbeat.nanoseconds)),
      schema: schema)
    columnCount = schema.columns.count
    row = OwnedBytes(count: 8 * columnCount)
  }

  /// Records a beat: vitals of this moment.
  mutating func beat() {
    record(at: SystemCall.monotonicNanoseconds, label: nil) { core, row in
      core.vitals.read(into: row)
    }
  }

  /// Records an event of the heartbeat's own.
  mutating func event(_ label: StaticString) {
    let text = UnsafeRawBufferPointer(start: label.utf8Start, count: label.utf8CodeUnitCount)
    record(at: SystemCall.monotonicNanoseconds, label: text) { core, row in
      core.vitals.read(into: row)
    }
  }

  /// Records the events that wait in the ring.
  mutating func drainEvents() {
    // At most one ring full: a thread that publishes without end must not keep us here.
    for _ in 0..<EventRing.capacity {
      let isTaken = core.events.take { time, vitals, label in
        record(at: time, label: label) { _, row in
          ProcessVitals.merge(vitals, into: row)
        }
      }
      if !isTaken { return }
    }
  }

  /// Closes the file; it is readable even if that fails.
  mutating func finish() {
    do throws(Errno) {
      try writer.close()
    } catch {
      pause.report("closed without an index", path: core.path, because: error)
    }
  }

  private mutating func record(
    at nanoseconds: Int64, label: UnsafeRawBufferPointer?,
    vitals: (ProbeCore, UnsafeMutablePointer<UInt64>) -> Void
  ) {
    if pause.lasts(at: nanoseconds) { return }
    do throws(Errno) {
      if core.metrics.generation.load(ordering: .acquiring) != generation { try adoptMetrics() }
      let words = row.words()
      let ticks = (nanoseconds - core.originNanoseconds) / Self.clockUnit
      words[0] = UInt64(bitPattern: max(0, ticks))
      vitals(core, words + 1)
      words[Self.fixedCount - 1] = core.events.dropped.load(ordering: .relaxed)
      for index in cells.indices {
        words[Self.fixedCount + index] = cells[index].word.pointee.load(ordering: .relaxed)
      }
      try writer.append(UnsafeBufferPointer(start: words, count: columnCount), label: label)
      pause.end()
    } catch {
      pause.begin(at: nanoseconds, path: core.path, because: error)
    }
  }

  /// Goes on with the metrics that are registered now.
  private mutating func adoptMetrics() throws(Errno) {
    let newGeneration = core.metrics.generation.load(ordering: .acquiring)
    let newCells = core.metrics.all
    let schema = Schema(id: writer.schema.id + 1, columns: Self.columns(for: newCells))
    try writer.change(to: schema)
    generation = newGeneration
    cells = newCells
    columnCount = schema.columns.count
    row = OwnedBytes(count: 8 * columnCount)
  }
}
