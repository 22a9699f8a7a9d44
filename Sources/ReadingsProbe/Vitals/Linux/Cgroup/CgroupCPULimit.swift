#if os(Linux)

  import ReadingsFormat

  /// The CPU limit of one control group: one file in version 2, two in version 1.
  struct CgroupCPULimit {
    private let quota: KernelFile?
    private let period: KernelFile?

    init(_ version: CgroupFolders.Version, _ path: String) {
      switch version {
      case .v1:
        quota = KernelFile("\(path)/cpu.cfs_quota_us")
        period = KernelFile("\(path)/cpu.cfs_period_us")
      case .v2:
        quota = KernelFile("\(path)/cpu.max")
        period = nil
      }
    }

    /// The limit in cores, 0 for none; nil where there is no telling now.
    func read() -> Double? {
      guard let period else { return quota?.read(\.coreLimit) }
      guard let quota = quota?.read(\.quota), let period = period.read({ $0.firstNumber }),
        period > 0
      else { return nil }
      return Double(quota) / Double(period)
    }

    /// The same at the start; throws if there is no descriptor to look with.
    func readAtStart() throws(Errno) -> Double? {
      try quota?.requireDescriptor()
      try period?.requireDescriptor()
      return read()
    }
  }

#endif
