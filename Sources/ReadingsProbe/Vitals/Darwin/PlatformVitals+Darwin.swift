#if canImport(Darwin)

  /// The collectors that Darwin offers.
  enum PlatformVitals {
    /// The collectors of a group: none yet, apart from `ProcessVitals`.
    static func collectors(for kind: VitalsGroup.Kind) -> [any VitalsCollector] { [] }
  }

#endif
