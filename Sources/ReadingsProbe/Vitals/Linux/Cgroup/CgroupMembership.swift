#if os(Linux)

  /// The control group of the process in one hierarchy, a line of /proc/self/cgroup (cgroups(7)).
  struct CgroupMembership: Equatable {
    /// The controllers of a hierarchy of version 1; nil for version 2.
    let controllers: [String]?
    /// The control group, from the root of the process's namespace.
    let path: String

    /// The memberships; lines that make no sense are passed over.
    static func all(in text: String) -> [CgroupMembership] {
      text.split(separator: "\n").compactMap { line in
        // 4:memory:/system.slice/cron.service, or 0::/system.slice/cron.service
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, fields[2].hasPrefix("/") else { return nil }
        let isUnified = fields[0] == "0" && fields[1].isEmpty
        return CgroupMembership(
          controllers: isUnified ? nil : fields[1].split(separator: ",").map(String.init),
          path: String(fields[2]))
      }
    }

    /// The one that holds for a controller: that of version 1 if a hierarchy there has it, or else
    /// that of version 2.
    static func of(_ controller: String, in all: [CgroupMembership]) -> CgroupMembership? {
      all.first { $0.controllers?.contains(controller) == true }
        ?? all.first { $0.controllers == nil }
    }
  }

#endif
