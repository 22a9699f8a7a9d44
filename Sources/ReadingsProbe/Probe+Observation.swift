import ReadingsFormat

extension Probe {
  /// Records what a function returns, at each beat, such as the depth of a queue.
  ///
  /// ```swift
  /// try probe.observe("queue depth") { Int64(queue.count) }
  /// ```
  ///
  /// The function is called by the probe's thread, so it must be safe on any thread. It delays the
  /// beat for as long as it takes: let it load a value, and not wait for a lock that is held for
  /// long. Events in between repeat its last value. Names are those of `counter(_:unit:)`; throws
  /// `metric-mismatch` if the name is taken, also by another function.
  ///
  /// - Parameters:
  ///   - name: The column's name.
  ///   - kind: `.gauge` for a level, `.counter` for a total that grows.
  ///   - unit: What the value is counted in.
  ///   - read: Returns the value now.
  public func observe<Value: MetricValue>(
    _ name: String, as kind: ObservedKind = .gauge, unit: MetricUnit = .none,
    _ read: @escaping @Sendable () -> Value
  ) throws(ReadingsError) {
    try core.metrics.observe(
      Column(name, unit: unit, kind: kind.columnKind, type: Value.columnType),
      .function { read().metricBits })
  }

  /// Records a value that the program keeps in memory, in every row.
  ///
  /// The memory must stay valid until `unregister(_:)` has returned, or `stop()` with true. It is read as one
  /// aligned 64-bit load, at any time. Throws `invalid-argument` if the address is not a multiple
  /// of eight, and otherwise what `observe(_:as:unit:_:)` throws.
  public func observe<Value: MetricValue>(
    _ name: String, as kind: ObservedKind = .gauge, unit: MetricUnit = .none,
    at pointer: UnsafePointer<Value>
  ) throws(ReadingsError) {
    guard let word = ObservedWord(pointer) else {
      throw ReadingsError(
        .invalidArgument, "the metric '\(name)': its address must be a multiple of 8")
    }
    try core.metrics.observe(
      Column(name, unit: unit, kind: kind.columnKind, type: Value.columnType), .word(word))
  }

  /// Takes a metric out of the recording; false if there is none of that name.
  ///
  /// When it returns the probe no longer calls the metric's function or reads its memory: it waits
  /// while the probe's thread calls such functions, so hold no lock that one of them takes. It does not
  /// wait for the disk. Counters
  /// and gauges that somebody still holds go on working, unseen. The same name registered again is
  /// a new metric, which starts from zero.
  @discardableResult
  public func unregister(_ name: String) -> Bool {
    guard let removals = core.metrics.remove(named: name) else { return false }
    core.awaitRelease(after: removals)
    return true
  }
}

/// How an observed value behaves over time.
public enum ObservedKind: Sendable {
  /// A level that goes up and down.
  case gauge
  /// A total that grows.
  case counter

  var columnKind: Column.Kind { self == .gauge ? .gauge : .counter }
}
