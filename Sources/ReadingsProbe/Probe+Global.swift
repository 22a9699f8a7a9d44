extension Probe {
  private static let shared = SharedReference<Probe>()

  /// The probe that the static methods use; `nil`, as it is at first, makes them do nothing.
  ///
  /// It lets a library record events and metrics into whatever its program records. Setting it to
  /// `nil` does not stop the probe. Reading takes no lock.
  public static var global: Probe? {
    get { shared.load() }
    set { shared.store(newValue) }
  }

  /// Records an event with the global probe, if there is one. See `event(_:flushing:)`.
  public static func event(_ label: String, flushing: Bool = false) {
    global?.event(label, flushing: flushing)
  }

  /// The global probe's counter of that name, or `nil`. See `counter(named:)`.
  public static func counter(named name: String) -> Counter? { global?.counter(named: name) }

  /// The global probe's gauge of that name and type, or `nil`. See `gauge(named:of:)`.
  public static func gauge<Value: MetricValue>(
    named name: String, of type: Value.Type = Double.self
  ) -> Gauge<Value>? {
    global?.gauge(named: name, of: type)
  }
}
