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
  public func counter(_ name: String, unit: Unit = .none) throws(ReadingsError) -> Counter {
    Counter(cell: try core.metrics.cell(Column(name, unit: unit, kind: .counter)))
  }

  /// A gauge: a level that goes up and down, a `Double` unless another type is named.
  ///
  /// ```swift
  /// let load = try probe.gauge("load", unit: .ratio)
  /// let depth = try probe.gauge("queue depth", of: Int64.self)
  /// ```
  ///
  /// Names and errors are those of `counter(_:unit:)`.
  public func gauge<Value: GaugeValue>(
    _ name: String, of type: Value.Type = Double.self, unit: Unit = .none
  ) throws(ReadingsError) -> Gauge<Value> {
    let column = Column(name, unit: unit, kind: .gauge, type: Value.columnType)
    return Gauge(cell: try core.metrics.cell(column))
  }

  /// The counter of that name, or `nil` if there is none.
  public func counter(named name: String) -> Counter? {
    guard let cell = core.metrics.cell(named: name), cell.column.kind == .counter else {
      return nil
    }
    return Counter(cell: cell)
  }

  /// The gauge of that name and type, or `nil` if there is none.
  public func gauge<Value: GaugeValue>(
    named name: String, of type: Value.Type = Double.self
  ) -> Gauge<Value>? {
    guard let cell = core.metrics.cell(named: name), cell.column.kind == .gauge,
      cell.column.type == Value.columnType
    else { return nil }
    return Gauge(cell: cell)
  }
}
