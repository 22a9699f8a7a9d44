#if canImport(Darwin)

  import Darwin
  import ReadingsFormat

  extension ProcessVitals {
    /// Writes one value a column, from getrusage(2) and task_info(MACH_TASK_BASIC_INFO).
    @discardableResult
    func read(into row: UnsafeMutablePointer<UInt64>) -> Bool {
      var usage = rusage()
      SystemCall.resourceUsage(into: &usage)
      let sizes = memory?.read()
      if let sizes {
        row[0] = sizes.virtual
        row[1] = sizes.resident
      }
      let row = row + usageStart
      row[0] = sizes.map { max($0.peak, $0.resident) } ?? UInt64(clamping: usage.ru_maxrss)
      row[1] = Self.microseconds(usage.ru_utime)
      row[2] = Self.microseconds(usage.ru_stime)
      row[3] = UInt64(bitPattern: Int64(usage.ru_minflt))
      row[4] = UInt64(bitPattern: Int64(usage.ru_majflt))
      row[5] = UInt64(bitPattern: Int64(usage.ru_nvcsw))
      row[6] = UInt64(bitPattern: Int64(usage.ru_nivcsw))
      // Darwin counts operations here, of any size, where the columns want blocks of 512 bytes.
      row[7] = 0
      row[8] = 0
      return true
    }

    /// There is no file to be opened again.
    func reopenMemory() {}

    @inline(__always) private static func microseconds(_ time: timeval) -> UInt64 {
      UInt64(bitPattern: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_usec))
    }
  }

#endif
