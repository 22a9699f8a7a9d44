import ReadingsFormat
import Synchronization

/// The metrics of a probe, in order of registration.
///
/// Changing them takes a lock; the heartbeat only looks at `generation`, and takes the lock when it
/// has changed.
final class MetricRegistry: Sendable {
  private struct State {
    var metrics: [Metric] = []
    /// Of the reserved columns and those of the metrics.
    var outline: SchemaOutline
    var counters = CounterArena()
  }

  private let state: Guarded<State>
  /// Grows with every change.
  let generation = Atomic<Int>(0)
  /// Grows with every metric that is removed: the others' sources stay where they are.
  let removals = Atomic<Int>(0)
  /// The removals that the heartbeat knows of; it touches no source of a metric that was removed by then.
  let adopted = Atomic<Int>(0)
  /// Whether the heartbeat touches sources at this moment.
  let isTouched = Atomic<Bool>(false)

  /// - Parameter reserved: The columns whose names no metric may have.
  init(reserved: [Column]) {
    state = Guarded(State(outline: SchemaOutline(Schema(columns: reserved))))
  }

  /// The metrics now.
  struct Snapshot {
    var generation: Int
    var removals: Int
    var metrics: [Metric]
  }

  /// The metrics, their generation, and the removals so far.
  var snapshot: Snapshot {
    state.withLock {
      Snapshot(
        generation: generation.load(ordering: .relaxed),
        removals: removals.load(ordering: .relaxed), metrics: $0.metrics)
    }
  }

  /// The metric of that name, if there is one.
  func metric(named name: String) -> Metric? {
    state.withLock { $0.metrics.first { $0.column.name == name } }
  }

  /// The counter that `column` describes, made now unless it exists.
  func counter(_ column: Column) throws(ReadingsError) -> CounterCells {
    let metric = try register(column, isShared: true) { state throws(Errno) in
      .counter(try state.counters.next())
    }
    guard case .counter(let cells) = metric.source else { throw mismatch(column) }
    return cells
  }

  /// The gauge that `column` describes, made now unless it exists.
  func gauge(_ column: Column) throws(ReadingsError) -> MetricCell {
    let metric = try register(column, isShared: true) { _ in .gauge(MetricCell()) }
    guard case .gauge(let cell) = metric.source else { throw mismatch(column) }
    return cell
  }

  /// Adds a metric with a source of its own.
  func observe(_ column: Column, _ source: Metric.Source) throws(ReadingsError) {
    _ = try register(column, isShared: false) { _ in source }
  }

  /// Removes a metric; returns how many removals there have been then, or `nil` if there is none.
  func remove(named name: String) -> Int? {
    // The metric lives longer than the lock is held: what its function holds may end with it, and use
    // the probe then.
    let removed: (metric: Metric, count: Int)? = state.withLock { state in
      guard let index = state.metrics.firstIndex(where: { $0.column.name == name }) else {
        return nil
      }
      generation.add(1, ordering: .releasing)
      let count = removals.add(1, ordering: .sequentiallyConsistent).newValue
      let metric = state.metrics.remove(at: index)
      state.outline.remove(metric.column)
      return (metric, count)
    }
    return removed?.count
  }

  /// Throws `metric-mismatch` when the name is taken by something else, and `invalid-argument`
  /// when the format does not allow the name or unit.
  private func register(
    _ column: Column, isShared: Bool, _ source: (inout State) throws(Errno) -> Metric.Source
  ) throws(ReadingsError) -> Metric {
    let result: Result<Metric, ReadingsError> = state.withLock { state in
      if let existing = state.metrics.first(where: { $0.column.name == column.name }) {
        return isShared && existing.column == column
          ? .success(existing) : .failure(mismatch(column))
      }
      if let flaw = state.outline.flaw(with: column) {
        return .failure(ReadingsError(.invalidArgument, "the metric '\(column.name)': \(flaw)"))
      }
      do throws(Errno) {
        let metric = Metric(column: column, source: try source(&state))
        state.metrics.append(metric)
        state.outline.add(column)
        generation.add(1, ordering: .releasing)
        return .success(metric)
      } catch {
        return .failure(ReadingsError(.cannotStart, "no memory for a metric", errno: error))
      }
    }
    return try result.get()
  }

  private func mismatch(_ column: Column) -> ReadingsError {
    ReadingsError(
      .metricMismatch,
      "the metric '\(column.name)' exists with another type, kind, unit or source")
  }
}
