import Synchronization

extension Probe {
  private static let shared = Mutex<Probe?>(nil)

  /// The probe that the static methods use; `nil`, as it is at first, makes them do nothing.
  ///
  /// It lets a library record events and metrics into whatever its program records. Setting it to
  /// `nil` does not stop the probe.
  public static var global: Probe? {
    get { shared.withLock { $0 } }
    set { shared.withLock { $0 = newValue } }
  }

  /// Records an event with the global probe, if there is one. See `event(_:)`.
  public static func event(_ label: String) { global?.event(label) }

  /// The global probe's counter of that name, or `nil`. See `counter(named:)`.
  public static func counter(named name: String) -> Counter? { global?.counter(named: name) }

  /// The global probe's gauge of that name and type, or `nil`. See `gauge(named:of:)`.
  public static func gauge<Value: MetricValue>(
    named name: String, of type: Value.Type = Double.self
  ) -> Gauge<Value>? {
    global?.gauge(named: name, of: type)
  }
}
