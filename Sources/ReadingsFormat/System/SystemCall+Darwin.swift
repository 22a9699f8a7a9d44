#if canImport(Darwin)

  // mach_task_self_ is a global variable that nobody changes.
  @preconcurrency import Darwin

  /// What only Darwin has.
  extension SystemCall {
    /// task_info(MACH_TASK_BASIC_INFO) of this process, in bytes; nil if there is no telling.
    package static func taskMemory() -> (virtual: UInt64, resident: UInt64, peak: UInt64)? {
      var info = mach_task_basic_info()
      let words = MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size
      var count = mach_msg_type_number_t(words)
      let result = withUnsafeMutablePointer(to: &info) { info in
        info.withMemoryRebound(to: integer_t.self, capacity: words) {
          task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
        }
      }
      guard result == KERN_SUCCESS else { return nil }
      return (
        UInt64(info.virtual_size), UInt64(info.resident_size), UInt64(info.resident_size_max)
      )
    }

    /// The executable's name, from getprogname(3).
    package static var programName: String? { getprogname().map { String(cString: $0) } }

    /// A value of sysctl(3) that is text of up to 255 bytes.
    package static func systemText(_ name: String) -> String? {
      var text = [UInt8](repeating: 0, count: 256)
      var count = text.count
      guard sysctlbyname(name, &text, &count, nil, 0) == 0 else { return nil }
      let bytes = text.prefix { $0 != 0 }
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

#endif
