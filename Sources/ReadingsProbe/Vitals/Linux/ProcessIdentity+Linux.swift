#if os(Linux)

  import Glibc
  import ReadingsFormat

  /// Who the process is, as the header of a recording says it.
  enum ProcessIdentity {
    /// The executable's name without its folder, from /proc/self/exe (proc(5)).
    static var name: String? {
      (try? SystemCall.readLink("/proc/self/exe"))?.split(separator: "/").last.map(String.init)
    }

    /// The kernel's random identifier of this boot, from /proc/sys/kernel/random/boot_id (random(4)).
    static var bootID: String? {
      guard let descriptor = try? SystemCall.open("/proc/sys/kernel/random/boot_id", O_RDONLY)
      else {
        return nil
      }
      defer { SystemCall.close(descriptor) }
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = bytes.withUnsafeMutableBytes {
        (try? SystemCall.read(descriptor, into: $0)) ?? 0
      }
      let text = bytes[..<count].prefix { $0 > UInt8(ascii: " ") }
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
  }

#endif
