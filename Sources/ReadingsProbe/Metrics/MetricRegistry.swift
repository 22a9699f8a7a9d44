import ReadingsFormat
import Synchronization

/// The metrics of a probe, in order of registration.
///
/// Registering takes a lock; the heartbeat only looks at `generation`, and takes the lock when it
/// has changed.
final class MetricRegistry: Sendable {
  private let cells = Mutex<[MetricCell]>([])
  /// Grows with every change.
  let generation = Atomic<Int>(0)

  /// The metrics now.
  var all: [MetricCell] { cells.withLock { $0 } }

  /// The metric of that name, if there is one.
  func cell(named name: String) -> MetricCell? {
    cells.withLock { $0.first { $0.column.name == name } }
  }

  /// The metric that `column` describes, made now unless it exists.
  ///
  /// Throws `metric-mismatch` when the name is taken by something else, and `invalid-argument`
  /// when the format does not allow the name or unit.
  func cell(_ column: Column) throws(ReadingsError) -> MetricCell {
    let result: Result<MetricCell, ReadingsError> = cells.withLock { cells in
      if let existing = cells.first(where: { $0.column.name == column.name }) {
        return existing.column == column
          ? .success(existing)
          : .failure(
            ReadingsError(
              .metricMismatch,
              "the metric '\(column.name)' exists with another type, kind or unit"))
      }
      let columns = Recorder.columns(for: cells) + [column]
      if let flaw = Schema(columns: columns).flaw {
        return .failure(ReadingsError(.invalidArgument, "the metric '\(column.name)': \(flaw)"))
      }
      let cell = MetricCell(column)
      cells.append(cell)
      generation.add(1, ordering: .releasing)
      return .success(cell)
    }
    return try result.get()
  }
}
