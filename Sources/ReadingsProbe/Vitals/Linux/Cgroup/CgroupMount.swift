#if os(Linux)

  /// Where a hierarchy of control groups is mounted, as /proc/self/mountinfo says (proc(5)).
  struct CgroupMount: Equatable {
    /// The controllers of a hierarchy of version 1; nil for version 2.
    let controllers: [String]?
    /// The control group that is seen at `point`, as the process names it.
    let root: String
    /// The folder.
    let point: String

    /// The mounted hierarchies; lines that make no sense are passed over.
    static func all(in mountinfo: String) -> [CgroupMount] {
      mountinfo.split(separator: "\n").compactMap { line in
        // 34 31 0:32 /root /point rw,relatime shared:1 - cgroup cgroup rw,memory
        let fields = line.split(separator: " ")
        guard fields.count > 6, let dash = fields[6...].firstIndex(of: "-"),
          dash + 1 < fields.count
        else { return nil }
        let controllers: [String]?
        switch fields[dash + 1] {
        case "cgroup": controllers = fields[fields.count - 1].split(separator: ",").map(String.init)
        case "cgroup2": controllers = nil
        default: return nil
        }
        return CgroupMount(
          controllers: controllers, root: unescape(fields[3]), point: unescape(fields[4]))
      }
    }

    /// A path with the octal escapes (\040 for a blank) resolved.
    private static func unescape(_ field: Substring) -> String {
      guard field.contains("\\") else { return String(field) }
      var bytes: [UInt8] = []
      var rest = Array(field.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\"), rest.count >= 3,
          let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
        {
          bytes.append(code)
          rest = rest.dropFirst(3)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

#endif
