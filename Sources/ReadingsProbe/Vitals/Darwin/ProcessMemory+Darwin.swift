#if canImport(Darwin)

  import ReadingsFormat

  /// The sizes of this process's memory, from task_info(MACH_TASK_BASIC_INFO). Any thread may read.
  struct ProcessMemory: Sendable {
    /// Nil where there is no telling.
    init?() {
      guard SystemCall.taskMemory() != nil else { return nil }
    }

    /// The virtual size, the resident size and its peak in bytes; nil if there is no telling.
    func read() -> (virtual: UInt64, resident: UInt64, peak: UInt64)? { SystemCall.taskMemory() }
  }

#endif
