import ReadingsFormat

extension Probe {
  /// A counter: a total of the program's own that grows, such as requests served.
  ///
  /// The same name gives the same counter. One that is registered while the heartbeat runs is
  /// recorded from the next row on. Throws `ReadingsError` with code `metric-mismatch` if the name
  /// is taken by something else, and `invalid-argument` if it is empty or over 1,024 bytes.
  ///
  /// - Parameters:
  ///   - name: Any text; converters use it as the column's name, with the unit behind it.
  ///   - unit: What is counted.
  public func counter(_ name: String, unit: MetricUnit = .none) throws(ReadingsError) -> Counter {
    Counter(cells: try core.metrics.counter(Column(name, unit: unit, kind: .counter)))
  }

  /// A gauge: a level that goes up and down, a `Double` unless another type is named.
  ///
  /// ```swift
  /// let load = try probe.gauge("load", unit: .ratio)
  /// let depth = try probe.gauge("queue depth", of: Int64.self)
  /// ```
  ///
  /// Names and errors are those of `counter(_:unit:)`.
  public func gauge<Value: MetricValue>(
    _ name: String, of type: Value.Type = Double.self, unit: MetricUnit = .none
  ) throws(ReadingsError) -> Gauge<Value> {
    Gauge(
      cell: try core.metrics.gauge(
        Column(name, unit: unit, kind: .gauge, type: Value.columnType)))
  }

  /// The counter of that name, or `nil` if there is none.
  public func counter(named name: String) -> Counter? {
    guard case .counter(let cells)? = core.metrics.metric(named: name)?.source else { return nil }
    return Counter(cells: cells)
  }

  /// The gauge of that name and type, or `nil` if there is none.
  public func gauge<Value: MetricValue>(
    named name: String, of type: Value.Type = Double.self
  ) -> Gauge<Value>? {
    guard let metric = core.metrics.metric(named: name), case .gauge(let cell) = metric.source,
      metric.column.type == Value.columnType
    else { return nil }
    return Gauge(cell: cell)
  }
}
