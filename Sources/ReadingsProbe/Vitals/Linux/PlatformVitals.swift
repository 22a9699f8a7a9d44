#if os(Linux)

  /// The collectors that Linux offers.
  enum PlatformVitals {
    /// The collector of a group; nil where the kernel or the system's set-up does not offer it.
    static func collector(for kind: VitalsGroup.Kind) -> (any VitalsCollector)? {
      switch kind {
      case .process, .allocator: nil
      case .io: IOVitals()
      case .threads: ThreadVitals()
      case .descriptors: DescriptorVitals()
      case .cgroup: nil
      case .pressure: nil
      }
    }
  }

#endif
