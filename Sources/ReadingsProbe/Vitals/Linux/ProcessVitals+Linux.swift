#if os(Linux)

  import Glibc
  import ReadingsFormat

  extension ProcessVitals {
    /// Writes one value a column, from getrusage(2) and statm in /proc (proc(5)); the sizes of memory are
    /// left as they are where they can't be read, in which case it returns false.
    @discardableResult
    func read(into row: UnsafeMutablePointer<UInt64>) -> Bool {
      let sizes = memory?.read()
      if let sizes {
        row[0] = sizes.virtual
        row[1] = sizes.resident
      }
      withUnsafeTemporaryAllocation(of: rusage.self, capacity: 1) { buffer in
        guard let usage = buffer.baseAddress else { return }
        SystemCall.resourceUsage(into: usage)
        write(usage, resident: sizes?.resident ?? 0, into: row + usageStart)
      }
      return sizes != nil || memory == nil
    }

    /// Opens the file again that tells the sizes of memory, for the heartbeat.
    func reopenMemory() { memory?.reopen() }

    @inline(__always) private func write(
      _ usage: UnsafePointer<rusage>, resident: UInt64, into row: UnsafeMutablePointer<UInt64>
    ) {
      // The kernel counts the peak in KiB, and brings it up to date later than the resident size.
      row[0] = max(UInt64(bitPattern: Int64(usage.pointee.ru_maxrss)) &* 1024, resident)
      row[1] = Self.microseconds(usage.pointee.ru_utime)
      row[2] = Self.microseconds(usage.pointee.ru_stime)
      row[3] = UInt64(bitPattern: Int64(usage.pointee.ru_minflt))
      row[4] = UInt64(bitPattern: Int64(usage.pointee.ru_majflt))
      row[5] = UInt64(bitPattern: Int64(usage.pointee.ru_nvcsw))
      row[6] = UInt64(bitPattern: Int64(usage.pointee.ru_nivcsw))
      row[7] = UInt64(bitPattern: Int64(usage.pointee.ru_inblock))
      row[8] = UInt64(bitPattern: Int64(usage.pointee.ru_oublock))
    }

    @inline(__always) private static func microseconds(_ time: timeval) -> UInt64 {
      UInt64(bitPattern: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_usec))
    }
  }

#endif
