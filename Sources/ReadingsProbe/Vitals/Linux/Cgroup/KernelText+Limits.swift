#if os(Linux)

  extension KernelText {
    /// The limit that memory.max or memory.limit_in_bytes holds, in bytes; 0 for none.
    ///
    /// Version 2 writes "max" for none, version 1 the largest whole number of pages in an Int64.
    var memoryLimit: UInt64? {
      if starts(with: "max\n") { return 0 }
      return firstNumber.map { $0 < 1 << 62 ? $0 : 0 }
    }

    /// The limit that cpu.max holds, such as "150000 100000", in cores; 0 for none ("max 100000").
    var coreLimit: Double? {
      if starts(with: "max ") { return 0 }
      var text = self
      guard let quota = text.nextNumber(), let period = text.nextNumber(), period > 0 else {
        return nil
      }
      return Double(quota) / Double(period)
    }

    /// The quota that cpu.cfs_quota_us holds, in microseconds; 0 for none ("-1").
    var quota: UInt64? {
      if starts(with: "-") { return 0 }
      return firstNumber
    }
  }

#endif
