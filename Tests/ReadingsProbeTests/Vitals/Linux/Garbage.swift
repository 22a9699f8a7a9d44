#if os(Linux)

  /// Random content for files of the kernel's: words that belong there, and bytes that don't.
  enum Garbage {
    private static let words = [
      "some ", "full ", "total=", "avg10=0.00 ", "rchar: ", "oom_kill ", "usage_usec ", "max",
      "max ", "-1", "0", "1", "100000", "9223372036854775807", "18446744073709551616", "\n", " ",
      "\t", ":", "0::/", "4:memory:/", "/a/../b", "- cgroup2 none rw\n", "cpu,cpuacct",
      "34 31 0:32 / /sys/fs/cgroup rw - cgroup2 none rw\n", "\\040", "\\777", "\u{0}",
    ]

    static func bytes(using random: inout some RandomNumberGenerator) -> [UInt8] {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if Int.random(in: 0..<4, using: &random) > 0 {
          bytes += words.randomElement(using: &random)!.utf8
        } else {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        }
      }
      return bytes
    }
  }

#endif
