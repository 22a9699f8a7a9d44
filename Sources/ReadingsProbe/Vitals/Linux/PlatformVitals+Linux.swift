#if os(Linux)

  /// The collectors that Linux offers.
  enum PlatformVitals {
    /// The collectors of a group; none where the kernel or the system's set-up does not offer it.
    static func collectors(for kind: VitalsGroup.Kind) -> [any VitalsCollector] {
      let collectors: [(any VitalsCollector)?] =
        switch kind {
        case .process, .allocator: []
        case .io: [IOVitals()]
        case .threads: [ThreadVitals()]
        case .descriptors: [DescriptorVitals()]
        case .cgroup: [CgroupMemoryVitals(), CgroupCPUVitals()]
        case .scheduler: [SchedulerVitals()]
        case .memory: [MemoryMapVitals()]
        case .pressure: PressureVitals.Resource.allCases.map { PressureVitals(of: $0) }
        }
      return collectors.compactMap(\.self)
    }
  }

#endif
